"""Words with a meaning, found by longest match: a table of phrases asked word by word, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![^\W_])|[^\W_]+(?:[-’'./&][^\W_]+)*\.?(?<![^.]\.)|[’']s\b|[^\w\s]|_"
)
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Token:
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
        word = match[0]
        lowered = word.lower().replace("’", "'")
        if lowered.endswith("'s") and len(lowered) > 2:
            tokens.append(Token(start, end - 2, lowered[:-2], True))
            tokens.append(Token(end - 2, end, "'s", False))
        else:
            tokens.append(Token(start, end, lowered, bool(_WORD.match(word))))
    return tokens


class PhraseTable:
    """Phrases with tags, asked by longest match."""

    def __init__(self, tagged: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take pairs of a tag and its phrases; a phrase may stand under several tags."""
        self._tags: dict[tuple[str, ...], frozenset[str]] = {}
        self._longest: dict[str, int] = {}
        for tag, phrases in tagged:
            for phrase in phrases:
                key = tuple(token.key for token in tokenize(phrase))
                self._tags[key] = self._tags.get(key, frozenset()) | {tag}
                self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def match(self, tokens: list[Token], at: int) -> tuple[int, frozenset[str]] | None:
        """Give the number of tokens and the tags of the longest phrase that begins at token `at`."""
        for length in range(min(self._longest.get(tokens[at].key, 0), len(tokens) - at), 0, -1):
            tags = self._tags.get(tuple(token.key for token in tokens[at : at + length]))
            if tags:
                return length, tags
        return None


def tag_words(table: Mapping[str, Iterable[str]], prefix: str = "") -> list[tuple[str, Iterable[str]]]:
    """Name a lexicon's lists as tags, with a prefix (`indicators.yml` -> ind:exports)."""
    return [(prefix + name, words) for name, words in table.items()]
