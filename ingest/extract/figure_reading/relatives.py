"""What stands between two heads: a relative clause, a partner."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk

_OPENING = ("where", "whose", "which", "whom", "who")


def is_in_relative(chunks: Sequence[Chunk], first: int, at: int) -> bool:
    """Say whether commas enclose a clause that only tells more of what stands before it.

    "Its deficit with China, where it buys most of its parts, widened to".
    """
    opens = next((n for n in range(at - 1, first, -1) if chunks[n].key == "," or chunks[n].is_quantity), None)
    if opens is None or chunks[opens].key != ",":
        return False
    led = chunks[opens + 1 : min(opens + 3, at)]
    behind = next((c for c in chunks[at + 1 :] if c.key in (",", ";") or c.is_quantity), None)
    return any(c.key.split()[0] in _OPENING for c in led if c.key.strip()) and behind is not None and behind.key == ","


def is_with(gap: Sequence[Chunk]) -> bool:
    """Say whether a partner stands between two heads: "a deficit with China in non-oil trade"."""
    keys = [c.key for c in gap]
    return keys[:1] == ["with"] and "in" in keys and len(gap) <= 6 and all(c.kind != "mark" for c in gap)
