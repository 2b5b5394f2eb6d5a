"""Forecasts that others have replaced, which are no figures any more."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.directions import compares_directly
from ingest.extract.figure_reading.quantities.quantity import Quantity, skip_soft
from ingest.extract.figure_reading.words import words

_NEAR = 5  # chunks between a forecast and the verb that changes it


def was_forecast(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> bool:
    """Say whether a rate is the one expected earlier: "to 2-4%, from 1-3% before", "down from 6% previously"."""
    behind = chunks[at + 1].key if at + 1 < len(chunks) else ""
    is_revised = any(c.key in words("revising") for c in chunks[:at]) and chunks[skip_soft(chunks, at)].key == "from"
    is_revised = is_revised and not any(c.kind == "period" for c in chunks[at + 1 : at + 4])
    led = [c.key for c in chunks[max(0, at - 3) : at] if c.key not in (":", "-", "+")]
    if before and led[-2:-1] == ["("] and led[-1] in words("earlier"):
        return any(c.has("forecast") for c in chunks[: before[-1].at])  # "to shrink 8% (previously 10.5%)"
    if (
        not (behind in words("earlier") or is_revised)
        or not before
        or not any(c.has("forecast") for c in chunks[: before[-1].at])
    ):
        return False
    return compares_directly(chunks, at, before[-1].at)


def is_replaced(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an amount is what was forecast earlier: "cut its forecast to 13 billion from 13.3 billion"."""
    if any(c.kind == "period" for c in chunks[at + 1 : at + 4]):
        return False
    changed = [n for n in range(at) if chunks[n].key in words("revising")]
    aims = [n for n in range(at) if chunks[n].key in words("aimed_figures")]
    return any(abs(n - m) <= _NEAR for n in changed for m in aims)
