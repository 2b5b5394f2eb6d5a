"""Percentages: 13.9 percent, six per cent, 13.6pc, +29.6%, 12.5, 62.4 and 13.5 percent, 1 to 3 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.extract.mentions.number import DIGITS, DIGITS_ALONE, YEAR, number_cues, read_number, spelled_pattern
from ingest.extract.spans import Mention, leftmost_longest
from ingest.extract.wording import words_in

PercentageMention = Mention["Percentage"]


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage without the direction that words around it give.

    `sign` is -1 or +1 where a sign or "minus", "negative" stands before the number, else None; of a range `number` is
    the lower bound; `is_points` tells percentage points from per cent.
    """

    number: float
    sign: int | None
    is_points: bool


_SIGNS = {"+": 1, "plus": 1, "positive": 1, "-": -1, "−": -1, "–": -1, "minus": -1, "negative": -1}
_SIGN_BEFORE = re.compile(r"(?<![\w.,$])(?<!\d[−–-])(?:[+−–-]|\b(?:plus|minus|negative|positive)\s)$", re.IGNORECASE)
_LONGEST_SIGN = 9
_POINTS = re.compile(r"[\s\u00a0-]*points?\b", re.IGNORECASE)
_LIST_BEFORE = re.compile(rf"((?:(?<![\w.,$])[+−-]?(?:{DIGITS})\s*(?:,|and|or|,\s*and)\s*)+)$")


_BEHIND = (
    rf"(?:\s?(?:%|percent|per\scent)?\s?(?:-|–|to)\s?(?:{DIGITS})|(?<=between\s\d)%?\sand\s(?:{DIGITS})|(?<=between\s\d\d)%?\sand\s(?:{DIGITS}))?"
    r"(?:[\s\u00a0]?(?:%|％)|[\s\u00a0-]*(?:percentage(?=[\s-]points?)|percent|per[\s\u00a0]cent|pct|pc\b|ppts?\b|pp\b|p\.c\.))"
)
_FROM_TO = re.compile(rf"({DIGITS})\s(?:percent\s|per\scent\s|%\s)?to\s({DIGITS})", re.IGNORECASE)
_DIGITS = re.compile(rf"(?<!\d[−–-])(?!(?:19|20)\d\d\s)(?P<number>{DIGITS_ALONE}){_BEHIND}", re.IGNORECASE)


@cache
def _spelled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Build the pattern for a number in words, and the same for lower case, which is faster."""
    number = spelled_pattern()
    pattern = rf"(?<![\w.,$])(?P<number>{number})(?:\s(?:to|or)\s{number})?{_BEHIND}"
    return re.compile(pattern, re.IGNORECASE), re.compile(pattern)


def _list_heads(text: str, last_start: int, is_points: bool) -> Iterator[PercentageMention]:
    window = max(0, last_start - 80)
    head = _LIST_BEFORE.search(text[window:last_start])
    for number in re.finditer(rf"[+−-]?(?:{DIGITS})", head[1]) if head else ():
        start = window + (head.start(1) if head else 0) + number.start()
        sign = _SIGNS.get(number[0][0])
        digits = number[0].lstrip("+−-")
        if YEAR.fullmatch(digits):
            continue
        yield Mention(
            start, start + len(number[0]), number[0], Percentage(float(digits.replace(",", "")), sign, is_points)
        )


def find_percentages(text: str) -> list[PercentageMention]:
    """Find the percentages and percentage points in a text, in order, none overlapping."""
    spelled, cue = _spelled()
    found: list[PercentageMention] = []
    has_words = not number_cues().isdisjoint(words_in(text)) and cue.search(text.lower())
    for match in (*_DIGITS.finditer(text), *(spelled.finditer(text) if has_words else ())):
        start, end = match.span()
        sign = _SIGN_BEFORE.search(text, max(0, start - _LONGEST_SIGN), start)
        start = sign.start() if sign else start
        is_points = match[0].lower().endswith(("pp", "ppt", "ppts", "percentage")) or bool(_POINTS.match(text, end))
        value = Percentage(read_number(match["number"]), _SIGNS[sign[0].strip().lower()] if sign else None, is_points)
        both = _FROM_TO.match(match[0]) if text[max(0, start - 5) : start].lower() == "from " else None
        if both is not None:  # "rose from 9.8 to 14 percent" is no range
            found.append(Mention(start, start + both.end(1), both[1], value))
            start, value = start + both.start(2), replace(value, number=read_number(both[2]))
        found.append(Mention(start, end, text[start:end], value))
        found.extend(_list_heads(text, start, is_points))
    return leftmost_longest(found)
