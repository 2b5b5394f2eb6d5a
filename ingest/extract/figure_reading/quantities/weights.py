"""Changes of tonnes and numbers, which are no figures: "up 8.3 percent in volume", "8 percent to 1 million tonnes"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.directions import change_direction
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.percentage import Percentage


def _is_of_weight(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a change leads to tonnes or heads: "rose 8 percent to 1.02 million tonnes"."""
    behind = [c for c in chunks[at + 1 : at + 8]]
    if not behind or not any(c.key == "to" for c in behind[:4]):
        return False
    for chunk in behind:
        if chunk.is_quantity or chunk.key in (",", ";", "and"):
            return False
        if chunk.has("block:units"):
            return True
    return False


def change_of_weight(chunks: Sequence[Chunk], at: int, value: Percentage, before: list[Quantity]) -> Quantity | None:
    """Read a change of tonnes or numbers, which is no figure, but may tell which way the next one goes."""
    is_told = _is_in_volume(chunks, at)
    if not is_told and not _is_of_weight(chunks, at):
        return None
    way = (value.sign or change_direction(chunks, at, before) or 1) if is_told else 1
    basis = "volume" if is_told else None
    reason = "a change of a weight or number, not of a value"
    return Quantity(at, "none", way * value.number, basis=basis, reason=reason)


def _is_in_volume(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a change is one of weight beside that of value: "up 8.3 percent in volume and 27.7 in value"."""
    behind = [c.key for c in chunks[at + 1 : at + 3]]
    told = len(behind) == 2 and behind[0] in ("in", "by") and behind[1] in words("weights")
    beside_value = told and (behind[1] in words("weighed") or any(c.key == "value" for c in chunks))
    return beside_value or _is_clause_of_weight(chunks, at)


def _is_clause_of_weight(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether the clause of a change tells a weight: "in number they increased by", "their volume grew"."""
    start = at
    while start and not (chunks[start - 1].is_quantity or chunks[start - 1].key in words("ends_weight")):
        start -= 1
    for n in range(start, at - 1):
        if chunks[n].key in words("weights") and not any(c.kind == "money" for c in chunks[at + 1 : at + 6]):
            before = chunks[n - 1].key if n else ""
            by = before in ("in", "by") or (before == "of" and "terms" in (c.key for c in chunks[max(0, n - 3) : n]))
            owned = before in ("its", "their", "the", "'s") and any(c.key in ("value", "worth") for c in chunks[:n])
            if by or (owned and chunks[n].key not in ("number", "numbers")):
                return True
    return False
