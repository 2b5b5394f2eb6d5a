"""The noun phrase around the head of an event's name: its words, and what kind of words they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS

LONGEST = 24  # words of a name
YEAR = re.compile(r"(?:19|20)\d\d")
_TOKEN = re.compile(r"[^\W_](?:[\w'.&/+-]*[\w'])?|&")
_words = load_words("event_words.yml")
_STOPS = frozenset(_words["phrase_stops"])
_CAPITAL_STOPS = frozenset(_words["capital_stops"])
_COMMON_OWNERS = tuple(_words["common_owners"])


class Token(NamedTuple):
    """A word where it stands in the folded text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Phrase:
    """One side of a name's phrase.

    `start`/`end` bound the whole phrase, `name_start` the name in it; `drops` are stretches inside that are no part
    of the name; `following` is the word behind it.
    """

    start: int
    end: int
    name_start: int = 0
    article: str = ""
    edition: int | None = None
    year: int | None = None
    year_shift: int | None = None
    proper: bool = False
    capital_head: bool = False
    modifiers: list[str] = field(default_factory=list)
    drops: list[tuple[int, int]] = field(default_factory=list)
    following: str = ""
    dated: bool = False  # "the June 2-7 mission"


def tokens_of(folded: str) -> list[Token]:
    """Cut folded text into words."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(folded)]


def token_before(tokens: list[Token], position: int) -> int:
    """Give the index of the last word that ends at or before the position (-1 for none), by halving."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low - 1


def is_capital(word: str) -> bool:
    """Tell a word that a name in capitals may hold: "Expo", "&", "2023", "e-Commerce"."""
    if word[0].isupper() or word == "&" or YEAR.fullmatch(word):
        return True
    return word[:2] in ("e-", "i-") and word[2:3].isupper()


def ends_capital(word: str) -> bool:
    """Tell a word in capitals that ends a phrase wherever it stands: a weekday, a title."""
    return word.rstrip(".") in CALENDAR_WORDS or word.lower() in _CAPITAL_STOPS


def ends_phrase(word: str) -> bool:
    """Tell a word that stands in no noun phrase: an article, a preposition, a verb."""
    lower = word.lower()
    if lower in _STOPS or ends_capital(word):
        return True
    return not is_capital(word) and lower.endswith("ed") and "-" not in lower


def is_owner(word: str) -> bool:
    """Tell "China's" from "Women's": the first owns the event, the second is part of its name."""
    lower = word.lower()
    return lower.endswith("'s") and not lower[:-2].endswith(_COMMON_OWNERS)
