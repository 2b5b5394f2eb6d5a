"""Descriptions that stand for an economy: "the landlocked Southeast Asian nation", "its giant northern neighbour"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import Place

if TYPE_CHECKING:
    from ingest.extract.figure_reading.chunks import Chunk

_DETERMINERS = frozenset(("the", "its", "their", "this", "that", "our"))
_MOST = 5  # words between "the" and "nation"
_TAILS = ("-rich", "-poor", "-hungry", "-exporting", "-producing", "-dependent", "-reliant", "-majority", "-strong")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_words("descriptions.yml").items()}


@cache
def _kinds() -> dict[str, str]:
    """Map a noun to the kind of economy that it describes (of `anaphora.yml`)."""
    kinds = ("country", "neighbour", "partner", "province", "state", "city", "group")
    return {noun: kind for kind in kinds for noun in _words()[kind]}


def with_descriptions(chunks: list[Chunk]) -> list[Chunk]:
    """Join the words of each description to one chunk that stands for an economy."""
    kinds = _kinds()
    ends = [n for n, c in enumerate(chunks) if c.key in kinds and c.kind in ("word", "phrase")]
    begin = len(chunks)
    for at in reversed(ends):
        kind = kinds[chunks[at].key] if at < begin else ""
        start = _start(chunks, at, kind) if kind else None
        if start is not None:
            begin, kind = start, "neighbour" if kind == "partner" else kind
            chunks[start : at + 1] = [_joined(chunks[start : at + 1], kind)]
    return chunks


def _start(chunks: Sequence[Chunk], at: int, kind: str) -> int | None:
    """Find the "the" or "its" of a description that ends at `at`; None where it has none or other words within."""
    n = at - 1
    while n > max(0, at - _MOST) and _describes(chunks[n], kind):
        n -= 1
    is_bare = n == at - 1
    if n < 0 or (is_bare and chunks[at].key not in ("neighbour", "neighbor")):
        return None
    if kind == "partner" and (n == 0 or chunks[n].key == "the" or chunks[n - 1].key not in ("to", "from", "with")):
        return None
    return n if chunks[n].key in _DETERMINERS else None


def _describes(chunk: Chunk, kind: str) -> bool:
    """Say whether a word may stand in a description: "northern", "oil-rich", "Southeast Asian", but no name."""
    if kind == "partner":
        return chunk.key in _words()["ranking"]
    if isinstance(chunk.value, Place):
        return chunk.value.kind in ("region", "group") and (chunk.value.form == "adjective" or chunk.key == "ASEAN")
    return chunk.key in _words()["describing"] or chunk.key.endswith(_TAILS)


def _joined(chunks: Sequence[Chunk], kind: str) -> Chunk:
    first, last = chunks[0], chunks[-1]
    key = " ".join(c.key.lower() for c in chunks)
    return replace(first, kind="phrase", end=last.end, key=key, tags=frozenset((f"ana:{kind}",)), value=None)
