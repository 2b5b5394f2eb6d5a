"""Offices whose names list what they are in charge of."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk


def names_office(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a list of trusts leads back to an office: "the Ministry of Industry and Trade"."""
    for n in range(at, max(-1, at - 6), -1):
        if chunks[n].has("not:before"):
            return chunks[n].key.endswith((" of", " for"))
        if chunks[n].key not in ("and", "&", ",") and not chunks[n].capital:
            return False
    return False
