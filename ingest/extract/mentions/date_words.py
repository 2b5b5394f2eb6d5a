"""The words of dates, and the patterns of a day, a month and a year that the forms of dates are made of."""

from __future__ import annotations

from ingest.extract.lexicon.loader import load_words
from ingest.extract.wording import any_of

weekday_names = load_words("weekdays.yml")
MONTHS = {name: int(number) for number, names in load_words("months.yml").items() for name in names}
WEEKDAYS = {name: i for key in ("names", "short") for i, name in enumerate(weekday_names[key])}
CALENDAR_WORDS = frozenset(MONTHS) | frozenset(WEEKDAYS) - {"May", "March"}
COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
TURNS = {"last": -1, "previous": -1, "past": -1, "this": 0, "same": 0, "that": 0, "next": 1, "coming": 1}
TURNS |= {"following": 1}

MONTH = any_of(MONTHS) + r"(?![a-z])\.?"
DAY = r"(?:[0-2]?\d|3[01])(?:\s?(?:st|nd|rd|th))?(?![\d%]|[.,]\d|[a-z])"
YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
TO = r"(?:\s*[-–—−~]\s*|\s+(?:to|until|till|through|thru|and|&)\s+)"
FULL = any_of(weekday_names["names"])
WEEKDAY = rf"(?:{FULL}|{any_of(weekday_names['short'])}\b\.?)"
WHICH = r"(?:this|next|last|that|the\s+(?:same|following|previous|next))"
TAIL = rf"(?:\s*,?\s*(?P<year>{YEAR})|\s+of\s+(?P<of>{YEAR})|,?\s+(?:of\s+)?(?P<which>{WHICH})\s+year(?!['’]))?"
# Verbs that end like the plural of what is counted: "from May 3 to 7 includes talks".
_VERBS = (
    "this",
    "was",
    "has",
    "includes",
    "marks",
    "takes",
    "brings",
    "sees",
    "draws",
    "comes",
    "follows",
    "focuses",
    "features",
    "offers",
    "gathers",
    "attracts",
    "reflects",
    "shows",
    "coincides",
    "aims",
    "serves",
    "signals",
)
NO_COUNT = rf"(?!\s+(?!{any_of(_VERBS)}\b)[a-z]{{2,}}s\b|\s+(?:per|pct|percent|million|billion|people))"
