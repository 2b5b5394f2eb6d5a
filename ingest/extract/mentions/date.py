"""Dates as the news writes them: days, ranges of days, weekdays, months, years, and words such as "tomorrow".

`find_dates` tells what stands there; `calendar.resolve` turns it into days of the calendar, which takes the day of
publishing and the tense of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.extract.mentions.date_relative import COUNTED, counted, from_text, near_day
from ingest.extract.mentions.date_value import DateExpression as DateExpression
from ingest.extract.mentions.date_value import DatePoint as DatePoint
from ingest.extract.mentions.date_value import is_valid
from ingest.extract.mentions.date_words import CALENDAR_WORDS as CALENDAR_WORDS
from ingest.extract.mentions.date_words import (
    DAY,
    FULL,
    MONTH,
    MONTHS,
    NO_COUNT,
    TAIL,
    TO,
    TURNS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    YEAR,
    weekday_names,
)
from ingest.extract.spans import Mention, leftmost_longest
from ingest.extract.wording import any_of

_DAY_NAME = re.compile(rf"\s*\({WEEKDAY}\)")  # "29 June (Thu)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$.]){text}")


def _month(text: str | None) -> int | None:
    return MONTHS[text.rstrip(".")] if text else None


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"] or match["of"] or 0) or None


def _year_shift(match: re.Match[str]) -> tuple[int | None, str]:
    """Give the shift of "next year" and what it counts from."""
    which = match["which"]
    if which is None:
        return None, "page"
    word = which.split()[-1]
    return TURNS[word], "text" if which.startswith("th") and word != "this" else "page"


def _day_range(match: re.Match[str]) -> DateExpression | None:
    found = match.groupdict()
    month1, month2 = _month(found["m1"]), _month(found["m2"])
    first = DatePoint(int(y) if (y := found.get("y1")) else None, month1 or month2, _day(found["d1"]))
    last = DatePoint(_year(match), month2 or month1, _day(found["d2"]))
    joined = re.search(r"\s(?:and|&)\s", match.group())
    one_month = first.month == last.month and first.year is None
    if one_month and (last.day or 0) <= (first.day or 0):
        return None
    if joined and not one_month and not _adjoining(first, last):
        return None
    shift, base = _year_shift(match)
    return DateExpression("day", first, last, year_shift=shift, relative_to=base)


def _adjoining(first: DatePoint, last: DatePoint) -> bool:
    """Tell "November 30 and December 1", one event's days, from two days of two events."""
    return last.month == (first.month or 0) % 12 + 1 and (first.day or 0) >= 28 and (last.day or 9) <= 3


def _single_day(match: re.Match[str]) -> DateExpression | None:
    shift, base = _year_shift(match)
    point = DatePoint(_year(match), _month(match["m1"]), _day(match["d1"]))
    return DateExpression("day", point, year_shift=shift, relative_to=base)


def _in_figures(match: re.Match[str]) -> DateExpression | None:
    year, first, second = int(match["y"]), int(match["a"]), int(match["b"])
    # A day leads in the region's short dates, unless it can't be a month.
    month, day = (first, second) if match["iso"] or second > 12 else (second, first)
    if not 1 <= month <= 12:
        return None
    return DateExpression("day", DatePoint(year, month, day))


def _day_of_month(match: re.Match[str]) -> DateExpression | None:
    last = DatePoint(day=_day(match["d2"])) if match["d2"] else None
    return DateExpression("day", DatePoint(day=_day(match["d1"])), last)


def _whole_month(match: re.Match[str]) -> DateExpression | None:
    shift, base = _year_shift(match)
    last = _month(match["m2"])
    turn = TURNS.get(match["turn"]) if match["turn"] else None
    return DateExpression(
        "month",
        DatePoint(_year(match), _month(match["m1"])),
        DatePoint(_year(match), last) if last else None,
        year_shift=shift,
        relative_to=base,
        turn=turn,
    )


def _same_month(match: re.Match[str]) -> DateExpression | None:
    return DateExpression("month", year_shift=TURNS[match["which"] or "same"], relative_to="text")


def _whole_year(match: re.Match[str]) -> DateExpression | None:
    return DateExpression("year", DatePoint(int(match["y"])))


def _weekday(match: re.Match[str]) -> DateExpression | None:
    last = match["w2"]
    turn = TURNS.get(match["turn"].lower()) if match["turn"] else None
    return DateExpression(
        "day",
        DatePoint(weekday=WEEKDAYS[match["w1"].rstrip(".")]),
        DatePoint(weekday=WEEKDAYS[last.rstrip(".")]) if last else None,
        turn=turn,
    )


def _weekday_of_week(match: re.Match[str]) -> DateExpression | None:
    word = match["name"] or match["behind"]
    which = (match["which"] or match["before"]).lower()
    return DateExpression("day", DatePoint(weekday=WEEKDAYS[word]), week=TURNS[which])


def _quarter(match: re.Match[str]) -> DateExpression | None:
    number = int(match["q"]) - 1 if match["q"] else _QUARTERS.index(match["nth"])
    first = 3 * number + 1
    shift, base = _year_shift(match)
    last = DatePoint(_year(match), first + 2)
    return DateExpression("month", DatePoint(_year(match), first), last, year_shift=shift, relative_to=base)


def _shifted(match: re.Match[str]) -> DateExpression | None:
    return DateExpression(match["unit"], shift=TURNS[match["turn"].lower()])


_QUARTERS = ("first", "second", "third", "fourth")
_TIMES = "morning|afternoon|evening|night|noon"
_PART = f"(?:{_TIMES})"
_OF_TIME = r"(?:[Ii]n|[Oo]f|[Ss]ince|[Dd]uring|[Ff]or|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom)"
_PART_OF = r"(?:early|late|mid)[\s-]+"
_NTH = r"[0-3]?\d(?:st|nd|rd|th)"
_WITH_WEEKDAY = rf"(?:{WEEKDAY},?\s+\(?)?"
# What stands in every text with a date of some form: asked first, as it is found much faster than the form.
_CUES = {
    "month": re.compile(any_of({name[:3] for name in MONTHS})),
    "year": re.compile(YEAR),
    "slash": re.compile("/"),
    "nth": re.compile(r"\d(?:st|nd|rd|th)"),
    "weekday": re.compile(any_of(weekday_names["names"])),
    "week": re.compile("week"),
    "quarter": re.compile(r"quarter|Q[1-4]"),
    "unit": re.compile("month|year"),
    "counted": re.compile("earlier|later|prior|ago|before|after"),
    "near": re.compile(f"oday|esterday|omorrow|night|{_TIMES}"),
    "day": re.compile(f"day|dates|{_TIMES}"),
}
# Cue, pattern, builder.
_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], DateExpression | None]], ...] = (
    # September 17 to 21, 2025; Dec. 30, 2024 - Jan. 2, 2025; August 12 and 13
    (
        "month",
        _pattern(
            rf"(?P<m1>{MONTH})\s*(?P<d1>{DAY})(?:,?\s+(?P<y1>{YEAR}))?(?:\s\(?{FULL}\)?)?{TO}"
            rf"(?:(?P<m2>{MONTH})\s*)?(?:the\s+)?(?P<d2>{DAY}){NO_COUNT}{TAIL}"
        ),
        _day_range,
    ),
    # 28-29 May 2021; 30 September to 3 October 2024
    (
        "month",
        _pattern(
            rf"(?P<d1>{DAY})(?:\s+(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?)?{TO}"
            rf"(?:the\s+)?(?P<d2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH}){TAIL}"
        ),
        _day_range,
    ),
    # Wednesday, Sept. 17; September 17 this year
    ("month", _pattern(rf"{_WITH_WEEKDAY}(?P<m1>{MONTH})\s*(?P<d1>{DAY}){TAIL}"), _single_day),
    # 17 September 2025; the 5th of July
    ("month", _pattern(rf"{_WITH_WEEKDAY}(?P<d1>{DAY})\s*(?:\sof\s+)?(?P<m1>{MONTH}){TAIL}"), _single_day),
    # 2025-09-17; 17/09/2025
    ("year", _pattern(rf"(?P<y>{YEAR})(?P<iso>[-/.])(?P<a>\d\d?)[-/.](?P<b>\d\d?)(?!\d)"), _in_figures),
    ("slash", _pattern(rf"(?P<a>\d\d?)(?:/|(?P<iso>(?!)))(?P<b>\d\d?)/(?P<y>{YEAR})"), _in_figures),
    # on the 8th; from the 17th to the 21st
    (
        "nth",
        _pattern(
            rf"(?:[Oo]n|[Ff]rom|of|until)\s+the\s+(?:{_PART}\s+of\s+(?:the\s+)?)?"
            rf"(?P<span>(?P<d1>{_NTH})(?:\s+(?:to|until|through|and)\s+(?:the\s+)?(?P<d2>{_NTH}))?"
            r"(?:\s+of\s+(?:this|the)\s+month)?)"
            r"(?=\s*(?:[.,;:)]|$)|\s+(?:to|and|in|at|by|with|for|the|a|an|this|that|when|as|after|local|will|was|were|is|are|[a-z]+ed)\b)"
        ),
        _day_of_month,
    ),
    # in October 2005; in May next year; last November; from March to May
    (
        "month",
        _pattern(
            rf"(?:{_OF_TIME}\s+(?:the\s+month\s+of\s+)?(?:{_PART_OF})?|(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]+"
            rf"|(?=(?:last|next|this)\s|{MONTH},?\s+(?:of\s+)?(?:{YEAR}|{WHICH}\s+year)))"
            rf"(?P<span>(?:(?P<turn>last|this|next)\s+)?(?P<m1>{MONTH})(?!\s*\d\d?\b)"
            rf"(?:{TO}(?P<m2>{MONTH})(?!\s*\d\d?\b))?{TAIL})"
        ),
        _whole_month,
    ),
    (
        "unit",
        _pattern(r"[Tt]he\s+same\s+month(?:,?\s+(?:of\s+)?(?P<which>this|next|last)\s+year)?"),
        _same_month,
    ),
    # in 2018
    ("year", _pattern(rf"{_OF_TIME}\s+(?:{_PART_OF})?(?P<span>(?P<y>{YEAR}))(?![-–/]\d|\s+[A-Z])"), _whole_year),
    # Tuesday afternoon; last Friday; Monday to Wednesday
    (
        "weekday",
        _pattern(
            rf"(?:(?P<turn>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s+)?(?P<w1>{FULL})(?:\s+{_PART})?"
            rf"(?:{TO}(?P<w2>{FULL}))?(?:\s+{_PART})?(?!['’]s)"
        ),
        _weekday,
    ),
    # Wednesday next week; last week's Friday
    (
        "week",
        _pattern(
            rf"(?:(?P<name>{FULL})(?:,?\s+{_PART})?(?:,\s*|\s+(?:of\s+)?)(?P<which>last|this|next)\s+week(?!['’])"
            rf"|(?P<before>[Ll]ast|[Tt]his|[Nn]ext)\s+week['’]s\s+(?P<behind>{FULL}))"
        ),
        _weekday_of_week,
    ),
    # the fourth quarter of this year; Q3 2025
    ("quarter", _pattern(rf"(?:(?P<nth>{any_of(_QUARTERS)})\s+quarter|Q(?P<q>[1-4])){TAIL}"), _quarter),
    ("unit", _pattern(r"(?P<turn>[Tt]his|[Nn]ext|[Ll]ast)\s+(?P<unit>month|year)(?!['’])"), _shifted),
    (
        "near",
        _pattern(
            rf"(?:(?P<and>[Tt]oday\s+and\s+tomorrow|[Yy]esterday\s+and\s+today)|[Tt]he\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|[Ll]ast\s+night|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his\s+{_PART})\b(?!['’]s)"
        ),
        near_day,
    ),
    # the same day; in the morning
    (
        "day",
        _pattern(
            rf"(?:(?:[Tt]he\s+)?(?P<turn>same|previous|following|next|[Tt]hat)(?:\s+same)?\s+(?:days?|dates|{_PART})|[Ii]n\s+the\s+(?:morning|afternoon|evening)(?!\s+of)|(?:[Ee]arlier|[Ll]ater)\s+in\s+the\s+day)\b"
        ),
        from_text,
    ),
    # a week earlier; ten days later; six days ago
    ("counted", _pattern(COUNTED), counted),  # a week earlier; ten days later; six days ago
)


def find_dates(text: str) -> list[Mention[DateExpression]]:
    """Find the dates that a text names, in order and without overlaps; the longest reading wins."""
    mentions = []
    standing = {name for name, cue in _CUES.items() if cue.search(text)}
    for match, build in (
        (m, build) for cue, pattern, build in _FORMS if cue in standing for m in pattern.finditer(text)
    ):
        expression = build(match)
        if expression is not None and all(is_valid(point) for point in (expression.first, expression.last)):
            start, end = match.span("span" if "span" in match.re.groupindex else 0)
            day_name = _DAY_NAME.match(text, end) if expression.precision == "day" else None
            end = day_name.end() if day_name else end
            mentions.append(Mention(start, end, text[start:end], expression))
    return leftmost_longest(mentions)
