"""Titles set in capitals, as they are written elsewhere: "AT THE 3RD DIALOGUE ON TUESDAY, 23 SEPTEMBER 2008"."""

from __future__ import annotations

import re

from ingest.extract.event_reading.short_names import SHORT_NAMES
from ingest.extract.lexicon.loader import load_words

_SMALL = frozenset(("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_SHORT = frozenset(load_words("event_words.yml")["abbreviations"])
_WORD = re.compile(r"[A-Z\d]+(?:'[A-Z]+)?")
_SHORTEST = 25  # characters of a title; less may be an abbreviation


def in_small_letters(text: str) -> str:
    """Write a title in capitals that tells a day with small letters; any other text stays."""
    is_title = len(text) >= _SHORTEST and text.isupper() and any(map(str.isdigit, text))
    return _WORD.sub(_lowered, text) if is_title else text


def _lowered(word: re.Match[str]) -> str:
    written = word.group()
    small = written.lower()
    if small in _SHORT or written in SHORT_NAMES:
        return written
    return small if small in _SMALL or written[0].isdigit() else small.capitalize()
