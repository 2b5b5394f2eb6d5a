"""Words with a meaning, found by longest match: a table of phrases asked word by word, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![^\W_])|[^\W_]+(?:[-’'./&][^\W_]+)*\.?(?<![^.]\.)|[’']s\b|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word or a punctuation mark with its place; `key` is the form in which phrases are asked."""

    start: int
    end: int
    key: str
    is_word: bool


def tokenize(text: str) -> list[Token]:
    """Cut a text into words (hyphenated ones stay whole, 's stands apart) and punctuation marks."""
    tokens = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        key = match[0].lower().replace("’", "'")
        if key.endswith("'s") and len(key) > 2:
            tokens.append(Token(start, end - 2, key[:-2], True))
            tokens.append(Token(end - 2, end, "'s", False))
        else:
            tokens.append(Token(start, end, key, key[0].isalnum()))
    return tokens


class PhraseTable:
    """Phrases with tags, asked by longest match."""

    def __init__(self, tagged: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take pairs of a tag and its phrases; a phrase may stand under several tags."""
        self._tags: dict[tuple[str, ...], frozenset[str]] = {}
        lengths: dict[str, set[int]] = {}
        for tag, phrases in tagged:
            for phrase in phrases:
                key = tuple(token.key for token in tokenize(phrase))
                self._tags[key] = self._tags.get(key, frozenset()) | {tag}
                lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        self.openings = frozenset(lengths)  # the words with which phrases begin

    def match(self, keys: Sequence[str], at: int) -> tuple[int, frozenset[str]] | None:
        """Give the number of tokens and the tags of the longest phrase that begins at token `at`; `keys` are theirs."""
        for length in self._lengths.get(keys[at], ()):
            words = tuple(keys[at : at + length])
            tags = self._tags.get(words)
            if tags:
                return len(words), tags
        return None


def tag_words(table: Mapping[str, Iterable[str]], prefix: str = "") -> list[tuple[str, Iterable[str]]]:
    """Name a lexicon's lists as tags, with a prefix (`indicators.yml` -> ind:exports)."""
    return [(prefix + name, words) for name, words in table.items()]
