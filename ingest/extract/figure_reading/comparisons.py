"""Whether a period only names what a change is measured against."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period


def is_comparison(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period only names the base of a change: "more than in the same period of 2022"."""
    period = chunks[at].value
    if not isinstance(period, Period):
        return False
    n = at - 1
    while n >= 0 and chunks[n].key in words("before_compared_period"):
        n -= 1
    if n < 0:
        return False
    before = chunks[n]
    is_past = (
        period.form == "same"
        or (period.anchor_offset or 0) < 0
        or period.year_offset == -1
        or period.year is not None
        or period.form == "back"
        or period.is_bare_month
    )
    if before.key in ("than", "versus", "against", "times", "twice", "double", "as") or (
        before.has("compare") and " " in before.key
    ):
        return True
    if before.key.endswith((" on", " of")) and before.has("up_word", "down_word"):
        return True
    if (
        before.key in ("from", "over", "on", "above", "below", "to")
        and period.form in ("same", "back")
        and (
            period.anchor_offset is not None
            or period.year is not None
            or period.year_offset is not None
            or _has_percent(chunks, n)
        )
    ):
        return True
    if before.key in ("from", "over", "on", "above", "below") and (period.anchor_offset or 0) < 0:
        return True
    return before.key in ("from", "over", "on", "above", "below") and is_past and _has_percent(chunks, n)


def _has_percent(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a percentage stands not far before: only then does "from 2022" compare."""
    for n in range(at - 1, max(-1, at - 7), -1):
        if chunks[n].kind == "percent":
            return True
        if chunks[n].key in (";", ",") or chunks[n].kind == "money":
            return False
    return False
