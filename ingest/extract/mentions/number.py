"""Numbers and scales as they are written: 1,234.5, "249", "six", "billion"."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.lexicon.loader import load_words
from ingest.extract.wording import any_of, cues_of

# A decimal part by a comma, as Vietnamese and Indonesian writers set it, where the word behind tells that it is one.
_BY_COMMA = r",\d{1,2}(?=[\s\u00a0-]?(?:million|billion|trillion|mln|bln|bn|tn|percent|per\scent|pct|%))"

# Groups of three digits after commas, or plain digits; a decimal part by a point.
DIGITS = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+|{_BY_COMMA})?"

# The same as the first digit of a text finds it: a pattern that begins with a digit skips other text fast, so that what
# may not stand before the number is asked behind its first digit.
DIGITS_ALONE = rf"\d(?<![\w.,$]\d)(?:\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|\d*(?:\.\d+|{_BY_COMMA})?)"

_DECIMALS = 2  # behind a comma; three digits are thousands

YEAR = re.compile(r"(?:19|20)\d\d")  # in a list with amounts it is a year: "in 2000 and 23 billion in 2006"


BLANK = r"[\s\u00a0-]+"  # between the parts of a number, scale or currency


@cache
def scales() -> dict[str, float]:
    """Map a scale's word to its factor."""
    return {word: float(factor) for factor, words in load_words("scales.yml").items() for word in words}


@cache
def number_words() -> dict[str, float]:
    """Map a number's word to the number."""
    return {word: float(number) for number, words in load_words("number_words.yml").items() for word in words}


@cache
def spelled_pattern() -> str:
    """Pattern of a number in words: twelve, twenty-five, but not the hundred of "several hundred"."""
    words, tens = number_words(), [word for word, number in number_words().items() if number in range(20, 100)]
    units = [word for word, number in words.items() if number in range(1, 10) and len(word) > 2]
    two = rf"{any_of(tens, BLANK)}[\s-]{any_of(units, BLANK)}"
    return rf"(?<!several\s)(?<!few\s)(?<!many\s)\b(?:{two}|{any_of(words, BLANK)})\b"


@cache
def number_cues() -> frozenset[str]:
    """Give the words of which one stands in every text with a number in words."""
    return cues_of(number_words())


@cache
def scale_pattern() -> str:
    """Pattern of a scale's word."""
    return any_of(scales(), BLANK)


def squeeze(text: str) -> str:
    """Lower case, single blanks, hyphens as blanks: the form in which lexicons are asked."""
    return " ".join(text.lower().replace("-", " ").split())


def read_number(text: str) -> float:
    """Give the number that a match of `DIGITS` or `spelled_pattern` stands for."""
    if text[0].isdigit():
        whole, _, decimals = text.rpartition(",")
        return float(f"{whole}.{decimals}" if whole and len(decimals) <= _DECIMALS else text.replace(",", ""))
    words = squeeze(text)
    return number_words().get(words) or sum(number_words()[word] for word in words.split())


def read_scale(text: str | None) -> float:
    """Give the factor of a match of `scale_pattern`; 1 for none."""
    return scales()[squeeze(text)] if text else 1.0
