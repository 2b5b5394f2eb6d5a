"""The words that constructions turn on, as sets."""

from __future__ import annotations

from functools import cache

from ingest.extract.lexicon.loader import load_words


@cache
def words(name: str) -> frozenset[str]:
    """Give a list of `construction_words.yml`."""
    return frozenset(load_words("construction_words.yml")[name])
