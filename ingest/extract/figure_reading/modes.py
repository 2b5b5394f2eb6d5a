"""Ways of trading behind or before what they narrow: "exports by way of processing trade", "Under e-commerce, ..."."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.words import words


def mode_behind(chunks: Sequence[Chunk], at: int, end: int) -> tuple[str, int] | None:
    """Read "by way of general trade", "under the processing trade mode"; gives the mode and the chunk behind."""
    if at >= end or chunks[at].key not in words("before_modes"):
        return None
    n = at + 1
    while n < end and chunks[n].key in words("of_modes"):
        n += 1
    if n >= end or not chunks[n].has("scope:modes"):
        return None
    mode = chunks[n].key
    n += 1
    while n < end and chunks[n].key in words("of_modes"):
        n += 1
    return mode, n
