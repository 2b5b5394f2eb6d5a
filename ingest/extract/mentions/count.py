"""Counts of people, companies and countries: "about 3,200 enterprises", "more than a thousand representatives"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date_words import CALENDAR_WORDS
from ingest.extract.mentions.number import number_words, scales
from ingest.extract.spans import Mention, leftmost_longest
from ingest.extract.wording import any_of


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what; `qualifier` is exact, about, over or under."""

    count: float
    qualifier: str
    what: str


_words = load_words("participants.yml")
_QUALIFIERS = {word: name for name in ("about", "over", "under") for word in _words[name]}


_SMALL = {word: value for word, value in number_words().items() if value >= 2}
_TENS = any_of(word for word, value in _SMALL.items() if value in range(20, 100, 10))
_ONES = any_of(word for word, value in number_words().items() if value < 10 and len(word) > 2)
_PLURALS = any_of(_words["people"] + _words["companies"] + _words["countries"])
_NUMBER = (
    rf"(?:(?P<qualifier>{any_of(_QUALIFIERS)})\s+)?(?:(?:a|an)\s+(?:record\s+|total\s+of\s+)?)?(?:record\s+)?"
    rf"(?P<number>\b(?:a|two|three|four|five|six)\s+dozen\b|(?<![\d.,-])\d{{1,3}}(?:,\d{{3}})+|(?<![\d.,$-])\d+|(?<!-)\b(?:{_TENS}-{_ONES}|{any_of(_SMALL)})\b"
    r"|\b(?:a\s+)?(?:thousand|hundred)\b)(?P<plus>\+|(?:-|\s)plus\b)?(?P<odd>-odd)?(?:\s+(?P<scale>hundred|thousand|million))?\s+"
    r"(?P<roughly>or\s+so\s+)?(?:of\s+(?:our|its|their|his|her)\s+)?"
)
_NO_PART = (
    r"(?:of|most|some|many|half|all|among|whom|who|which|that|were|was|are|is|will|from|with|in|including|for|at|to|on"
    r"|by|the)"
)
_MORE = rf"(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:(?!{_NO_PART}\b)[a-z-]+\s+){{0,3}}?{_PLURALS})*(?![\w-])"
_COUNT = re.compile(
    rf"{_NUMBER}(?P<what>(?:[a-z][\w-]*,?\s+(?:and\s+)?|[A-Z][\w'-]*\s+){{0,6}}?{_PLURALS}{_MORE})", re.IGNORECASE
)
# "160 from government departments, enterprises and financial institutes"
_COUNT_FROM = re.compile(
    rf"{_NUMBER}from\s+(?P<what>(?:[a-z][\w-]*\s+){{0,3}}?{_PLURALS}{_MORE})(?=\s+(?:will|are|were|have|took|attend))"
)
_PLACES = re.compile(rf"\b{any_of(_words['countries'])}\b", re.IGNORECASE)
_BROKEN = re.compile(
    r"(?<![\w-])(?:in|of|from|with|for|to|on|at|by|the|was|were|is|are|that|which|who|their|its|billion|percent|yuan|between|while|"
    r"booths?|stands?|when|as|square)(?![\w-])"
)
# "The ten ASEAN countries" are a group, not a count of who came.
_DEFINITE = re.compile(r"\b(?:the|all|its|these|those)\s+$", re.IGNORECASE)
_RANKED = re.compile(r"\b(?:Fortune|Top|top|best|biggest|largest)\s+$")
# "Left for three countries", "flags of 11 countries": neither comes.
_NOT_COMING = re.compile(rf"\b{any_of(_words['before_no_guests'])}\s+$", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b{any_of(CALENDAR_WORDS)}\.?\s+$")  # "on April 15 and a buyers' tour"
_OF_OFFICES = re.compile(
    r"\b(?:authorities|ministries|governments|departments|chambers|embassies|bodies|agencies)\s+(?:of|in|from)\s+(?:the\s+)?(?:[A-Z]\w+\s+and\s+(?:the\s+)?)?$"
)
_MEMBERS = re.compile(r"(?:countries|nations|states|economies|members)$", re.IGNORECASE)


def find_counts(text: str) -> list[Mention[Count]]:
    """Find how many people, companies or countries a sentence counts."""
    folded = fold(text)
    found = []
    for match in (*_COUNT.finditer(folded), *_COUNT_FROM.finditer(folded)):
        if _is_count(folded, match):
            what = re.sub(r"\s+", " ", match["what"])
            count = Count(_number(match["number"], match["scale"]), _qualifier(match), what)
            found.append(Mention(match.start(), match.end(), text[match.start() : match.end()], count))
    return leftmost_longest(found)


def _is_count(folded: str, match: re.Match[str]) -> bool:
    """Tell a count from a rank ("Fortune 500 companies") and from a group ("the ten ASEAN countries")."""
    what = match["what"]
    is_day = what.split(maxsplit=1)[0].strip(",.") in CALENDAR_WORDS  # "from 9 to 11 May, negotiators gathered"
    if _is_year(match) or _OF_OFFICES.search(folded, 0, match.start()):
        return False  # "the 2018 Lao Fair businesses", "the trade authorities of ten ASEAN members"
    if folded.startswith("'", match.end()):
        return False  # "diplomats of nine countries' embassies"
    if is_day or _BROKEN.search(what) or _RANKED.search(folded, 0, match.start()):
        return False
    if _NOT_COMING.search(folded, 0, match.start()) or _DAY_BEFORE.search(folded, 0, match.start("number")):
        return False
    return not (_DEFINITE.search(folded, 0, match.start()) and _MEMBERS.search(what))


def _is_year(match: re.Match[str]) -> bool:
    """Tell the year in front of a name; a count of so many has no capital behind it and no blank qualifier."""
    number = match["number"]
    is_bare = number.isdigit() and 1990 <= int(number) < 2040 and not (match["qualifier"] or match["scale"])
    return is_bare and match["what"][0].isupper()


def _qualifier(match: re.Match[str]) -> str:
    if match["plus"]:
        return "over"
    if match["roughly"] or match["odd"]:
        return "about"
    return _QUALIFIERS[re.sub(r"\s+", " ", match["qualifier"].lower())] if match["qualifier"] else "exact"


def _number(text: str, scale: str | None) -> float:
    lower = re.sub(r"^a\s+", "", text.lower())
    factor = scales()[scale.lower()] if scale and scale.lower() in scales() else 100.0 if scale else 1.0
    if lower[0].isdigit():
        return float(lower.replace(",", "")) * factor
    if lower.endswith("dozen"):
        return 12.0 * _SMALL.get(lower.split()[0], 1)
    if lower in ("thousand", "hundred"):
        return {"thousand": 1000.0, "hundred": 100.0}[lower]
    tens, _, ones = lower.partition("-")
    return (_SMALL[tens] + (number_words()[ones] if ones else 0)) * factor


def is_of_places(count: Count) -> bool:
    """Tell a count of countries or provinces."""
    return _PLACES.search(count.what) is not None


def count_of(number: str, qualifier: str | None, what: str) -> Count:
    """Give the count that a number in digits and the word before it tell."""
    name = _QUALIFIERS[re.sub(r"\s+", " ", qualifier.lower())] if qualifier else "exact"
    return Count(float(number.replace(",", "")), name, what)
