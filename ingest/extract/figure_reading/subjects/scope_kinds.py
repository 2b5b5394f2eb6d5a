"""The scopes that a word of the lexicon tells by itself: ways of trading, kinds of traders, goods."""

from __future__ import annotations

from functools import cache

from ingest.extract.lexicon.loader import load_words


@cache
def modes() -> frozenset[str]:
    """Give the ways of trading: "processing trade"."""
    return _words("modes")


@cache
def parts() -> frozenset[str]:
    """Give that which splits a total by who trades or how: private enterprises, processing trade."""
    return _words("enterprises") | modes()


@cache
def goods() -> frozenset[str]:
    """Give the last words of the names of goods."""
    return frozenset(word.split()[-1] for word in _words("nouns"))


def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in load_words("scope_words.yml")[name])
