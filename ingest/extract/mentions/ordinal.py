"""Ordinal numbers: editions in figures ("22nd") and in words ("twenty-second", "inaugural")."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.spans import Mention
from ingest.extract.wording import any_of


def _values() -> dict[str, int]:
    """Map each ordinal word, its parts joined by a blank, to its number."""
    lists = load_words("ordinals.yml")
    values = {word: 1 + place for place, word in enumerate(lists["units"] + lists["teens"])}
    values |= {word: 20 + 10 * place for place, word in enumerate(lists["round"])}
    for ten, name in enumerate(lists["tens"], start=2):
        values |= {f"{name} {unit}": 10 * ten + one for one, unit in enumerate(lists["units"], start=1)}
    return values | dict.fromkeys(lists["opening"], 1)


_VALUES = _values()
_WORDS = any_of(_VALUES, r"[\s-]")
# The pattern of an ordinal, without groups, for use inside other patterns.
ORDINAL = rf"(?:\d{{1,3}}\s?(?:st|nd|rd|th)|{_WORDS})"
_ORDINAL = re.compile(rf"(?<![\w.,-]){ORDINAL}(?![\w-])", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVX]{2,6}$)(X{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_DIGITS = re.compile(r"(\d{1,3})\s?(?:st|nd|rd|th)$", re.IGNORECASE)


def read_ordinal(text: str) -> int | None:
    """Give the number of an ordinal ("22nd", "Twenty-second", "XIV"); None for anything else."""
    digits = _DIGITS.match(text)
    if digits:
        return int(digits.group(1))
    roman = _ROMAN.match(text)
    if roman:
        return 10 * len(roman.group(1)) + _ROMAN_UNITS.index(roman.group(2))
    word = text.lower()
    return _VALUES.get(word) or _VALUES.get(re.sub(r"[\s-]+", " ", word))


def find_ordinals(text: str) -> list[Mention[int]]:
    """Find the ordinal numbers of a text, in order."""
    mentions = []
    for match in _ORDINAL.finditer(text):
        value = read_ordinal(match.group())
        if value is not None:
            mentions.append(Mention(match.start(), match.end(), match.group(), value))
    return mentions
