"""Periods as news writes them: the first seven months of 2025, Jan-Jul, Q1, the same period last year, as of July.

A period is recognised here and dated in `ingest.extract.dating`: what a page calls "the five months" depends on what it
said before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.number import alternation, number_words, squeeze
from ingest.extract.spans import Mention, leftmost_longest

PeriodMention = Mention["Period"]


@dataclass(frozen=True, slots=True)
class Period:
    """The words of a period, taken apart.

    form: `span` (months first..last of a year), `years` (year..last_year), `same` (the same period, of another year), `back`
    (the previous period of the same kind: "the previous year", "last month"), `anchor` ("the five months", "the period": the one spoken of),
    `fiscal`, `so_far`, `vague` ("in recent years").
    bound: `in`, `as_of` (all up to its end), `since` (all from its start).
    year is explicit; year_offset counts from the publishing date's year, anchor_offset from the year last spoken of.
    """

    form: str
    bound: str = "in"
    year: int | None = None
    last_year: int | None = None
    year_offset: int | None = None
    anchor_offset: int | None = None
    first_month: int = 1
    last_month: int = 12
    first_day: int | None = None
    last_day: int | None = None
    unit: str | None = None
    count: int | None = None


YEAR = r"(?:19|20)\d\d"
_RELATIVE_YEARS = {
    "this year": 0, "the year": 0, "the current year": 0, "the present year": 0, "last year": -1, "the past year": -1, "next year": 1,
    "the coming year": 1,
}  # fmt: skip
_ANCHOR_YEARS = {
    "the same year": 0, "that year": 0, "the previous year": -1, "the year before": -1, "the preceding year": -1,
    "the prior year": -1, "the year earlier": -1, "a year earlier": -1, "a year ago": -1, "a year before": -1,
    "one year earlier": -1, "one year ago": -1, "the year ago": -1, "previous year": -1, "the following year": 1,
    "a year prior": -1, "the year prior": -1, "the previous corresponding period": -1, "12 months earlier": -1,
    "a year previously": -1, "year earlier": -1, "year ago": -1,
}  # fmt: skip
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_DASH = r"(?:\s*(?:-|–|−|—|/|~)\s*|\s+(?:to|through|until|till|thru|and)\s+|-to-|-through-)"


@cache
def months() -> dict[str, int]:
    """Map a month's name or abbreviation, in lower case, to its number."""
    return {name.lower(): int(number) for number, names in load_words("months.yml").items() for name in names}


def _month(text: str) -> int:
    return months()[text.lower().rstrip(".")]


def _year_fields(text: str | None) -> dict[str, int]:
    """Read "2024", "last year", "the same year" into a year field; none for no words."""
    if not text:
        return {}
    words = squeeze(text).replace("’", "'").removeprefix("of ").removeprefix("in ")
    if words.isdigit():
        return {"year": int(words)}
    if words in _RELATIVE_YEARS:
        return {"year_offset": _RELATIVE_YEARS[words]}
    return {"anchor_offset": _ANCHOR_YEARS[words]} if words in _ANCHOR_YEARS else {}


def _count(text: str) -> int:
    return int(text) if text.isdigit() else int(number_words()[squeeze(text)])


def _month_span(match: re.Match[str]) -> Period:
    fields = _year_fields(match["year"] or match["year1"])
    first = _year_fields(match["year1"])
    period = Period(
        "span",
        first_month=_month(match["m1"]),
        last_month=_month(match["m2"]),
        first_day=int(match["d1"] or match["d1b"]) if match["d1"] or match["d1b"] else None,
        last_day=int(match["d2"] or match["d2b"]) if match["d2"] or match["d2b"] else None,
        **fields,
    )
    if first and match["year"] and first != fields:
        return replace(period, form="years", year=first.get("year"), last_year=fields.get("year"))
    return period


def _first_months(match: re.Match[str]) -> Period:
    count, unit = _count(match["count"]), match["unit"].lower()
    return Period(
        "span", last_month=min(12, count * (3 if unit.startswith("quarter") else 1)), **_year_fields(match["year"])
    )


def _months_to(match: re.Match[str]) -> Period:
    """The nine months to September."""
    last = _month(match["m"])
    return Period(
        "span", first_month=(last - _count(match["count"])) % 12 + 1, last_month=last, **_year_fields(match["year"])
    )


def _quarter(match: re.Match[str]) -> Period:
    number = int(match["digit"] or match["digit2"] or _ORDINALS[match["word"].lower()])
    last = int(match["upto"] or number)
    return Period(
        "span", first_month=3 * number - 2, last_month=3 * last, unit="quarter", **_year_fields(match["year"])
    )


def _bare_quarter(match: re.Match[str]) -> Period:
    """ "In the third", behind a quarter."""
    return replace(_quarter(match), unit="bare quarter")


def _half(match: re.Match[str]) -> Period:
    word = (match["word"] or "").lower()
    number = int(match["digit"] or match["digit2"] or (2 if word in {"second", "latter", "last"} else 1))
    return Period("span", first_month=6 * number - 5, last_month=6 * number, unit="half", **_year_fields(match["year"]))


def _single_month(match: re.Match[str]) -> Period:
    month = _month(match["m"])
    day = match["d"] or match["d2"]
    days = {"first_day": int(day), "last_day": int(day)} if day else {}
    return Period("span", first_month=month, last_month=month, unit="month", **days, **_year_fields(match["year"]))


def _whole_year(match: re.Match[str]) -> Period:
    return Period("span", unit="year", **_year_fields(match["year"]))


def _years(match: re.Match[str]) -> Period:
    last = match["last"]
    return Period(
        "years", year=int(match["first"]), last_year=int(last if len(last) == 4 else match["first"][:2] + last)
    )


def _same(match: re.Match[str]) -> Period:
    if match["fiscal"]:
        return Period("same", year=int(match["fiscal"]), unit="fiscal")
    return Period("same", **(_year_fields(match["year"]) or {"anchor_offset": -1 if match["yearago"] else None}))  # type: ignore[arg-type]


def _anchor(match: re.Match[str]) -> Period:
    unit = (match["unit"] or "period").lower().rstrip("s")
    return Period("anchor", unit=unit, count=_count(match["count"]) if match["count"] else None)


def _back(match: re.Match[str]) -> Period:
    which, unit = match["which"].lower(), match["unit"].lower()
    return Period(
        "back", unit=unit, count={"this": 0, "the current": 0, "next": 1, "the coming": 1, "that": 9}.get(which, -1)
    )


def _fiscal(match: re.Match[str]) -> Period:
    year = match["year"] or match["year2"]
    count = match["count"]
    return Period(
        "fiscal",
        year=int(year[:4]) if year else None,
        year_offset=None if year else {"last": -1, "previous": -1, "next": 1}.get((match["rel"] or "").lower(), 0),
        count=_count(count) if count else None,
        unit=(match["unit"] or "").lower().rstrip("s") or None,
    )


@cache
def _rules() -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]]]:
    month = rf"(?:{'|'.join(sorted(months(), key=len, reverse=True))})\b\.?"
    number = rf"(?:\d{{1,2}}|{alternation([w for w, n in number_words().items() if n == int(n) and 1 < n < 25])})"
    relative = alternation([*_RELATIVE_YEARS, *_ANCHOR_YEARS])
    year = rf"(?:{YEAR}\b|(?:{relative})\b)"
    of_year = rf"(?:,?\s*(?:of|in|of\sthe\syear|for)?\s*(?P<year>{year}))?"
    day = r"(?:\d{1,2})(?:st|nd|rd|th)?"
    ordinal = "|".join(_ORDINALS)
    table: list[tuple[str, Callable[[re.Match[str]], Period]]] = [
        (
            rf"(?:(?P<d1>\d{{1,2}})\s)?(?P<m1>{month})(?:\s(?P<d1b>\d{{1,2}})(?!\d))?(?:,?\s*(?:of\s)?(?P<year1>{YEAR}))?{_DASH}"
            rf"(?:(?P<d2>\d{{1,2}})\s)?(?P<m2>{month})(?:\s(?P<d2b>\d{{1,2}})(?!\d))?(?:\speriod)?{of_year}(?:\speriod)?",
            _month_span,
        ),
        (rf"(?:the\s)?(?:first|initial|opening)[\s-](?P<count>{number})[\s-](?P<unit>months?|quarters?)(?:[\s-]period)?{of_year}", _first_months),
        (rf"(?:the\s)?(?:first\s)?(?P<count>{number})[\s-]months?\s(?:to|through|until|ending(?:\sin)?|ended(?:\sin)?)\s(?:end-)?(?P<m>{month}){of_year}", _months_to),
        (rf"(?P<count>{number})[\s-](?P<unit>months?)\s(?:from\sJanuary|of)\s(?P<year>{year})", _first_months),
        (rf"Q(?P<digit>[1-4])(?:(?:{_DASH})Q(?P<upto>[1-4]))?(?P<digit2>)(?P<word>)(?:\s?FY)?{of_year}\b", _quarter),
        (rf"(?P<digit2>[1-4])Q(?P<digit>)(?P<upto>)(?P<word>)(?:\s?(?:of\s)?(?P<year>{YEAR}))?\b", _quarter),
        (rf"(?:the\s)?(?P<word>{ordinal})[\s-]quarter(?P<digit>)(?P<digit2>)(?P<upto>){of_year}", _quarter),
        (rf"H(?P<digit>[12])(?P<digit2>)(?P<word>){of_year}\b", _half),
        (rf"(?P<digit2>[12])H(?P<digit>)(?P<word>)(?:\s?(?:of\s)?(?P<year>{YEAR}))?\b", _half),
        (rf"(?:the\s)?(?P<word>first|second|latter|last)[\s-]half(?P<digit>)(?P<digit2>)(?:[\s-]year)?{of_year}", _half),
        (
            r"(?:the\s)?(?:same|corresponding|comparable|equivalent|like)\s(?:\w+[\s-]){0,2}?(?:period|months?|quarter|half|time|term|span)"
            rf"(?:[,\s]+(?:of|in|from)?\s*(?:the\s)?(?:(?:(?P<fiscal>{YEAR})\s?[-–/]\s?(?:20)?\d\d\s(?:financial|fiscal)\syear)|(?P<year>{year})|(?P<yearago>a\syear)))?",
            _same,
        ),
        (r"(?:the\s)?(?:year-earlier|year-ago|previous-year|prior-year)\s(?:period|months?|quarter|level|figure)", lambda m: Period("same", anchor_offset=-1)),
        (
            rf"(?:the|these|those|that)\s(?:said\s|same\s|past\s|whole\s)?(?:(?P<count>{number})[\s-])?(?P<unit>months?(?:[\s-]period)?|period|quarters?|half)"
            r"(?!\s(?:of|before|earlier|ago|last|ending|ended))\b",
            _anchor,
        ),
        (r"(?P<which>last|this|the\sprevious|the\scurrent|next|the\scoming|previous|the\spreceding|that)\s(?P<unit>month|quarter|half)\b", _back),
        (
            rf"(?:(?:the\s)?first\s(?P<count>{number})?[\s-]?(?P<unit>months?|quarters?|half)\sof\s)?(?:the\s)?(?:(?P<rel>current|last|previous|next|this)\s)?"
            r"(?:(?P<year>(?:20\d\d\s?[-–/]\s?(?:20)?\d\d)|20\d\d)\s)?(?:(?:fiscal|financial)\syear|FY)(?:\s?(?P<year2>20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?))?",
            _fiscal,
        ),
        (rf"(?:(?:from|between|in|over|during)\s)?(?P<first>{YEAR})(?:{_DASH}(?={YEAR})|\s?[-–/](?=\d\d\b))(?P<last>{YEAR}|\d\d)\b(?!\s?(?:percent|billion))", _years),
        (r"(?<=in\s)(?:the\s)(?P<word>first|second|third|fourth)(?P<digit>)(?P<digit2>)(?P<upto>)(?P<year>)(?=[\s]*(?:[.,;)]|$))", _bare_quarter),
        (rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s)?\b(?P<m>{month})(?:\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.]))?{of_year}", _single_month),
        (r"(?:the\s)?(?:whole|full|entire)\syear(?P<year>)(?!\sof)", lambda m: Period("span", unit="year", year_offset=0)),
        (rf"(?:(?:the\s)?(?:whole|full|entire|calendar)[\s-](?:year\s)?(?:of\s)?|the\syear\s|year\s)?(?P<year>{year})", _whole_year),
        (r"(?:this\syear\s)?so\sfar(?:\sthis\syear)?|thus\sfar(?:\sthis\syear)?|to\sdate|by\snow|up\sto\snow|until\snow|till\snow|at\spresent", lambda m: Period("so_far")),
        (rf"(?:the\s)?(?:past|last|previous|recent|next|coming)\s(?:{number}\s|few\s|several\s)?(?:years|decades?|months)|recent\syears|many\syears|over\sthe\syears", lambda m: Period("vague")),
    ]  # fmt: skip
    return [(re.compile(rf"(?<![\w$])(?:{pattern})(?!\w)", re.IGNORECASE), build) for pattern, build in table]


_BOUNDS = (
    (re.compile(r"(?:as\s(?:of|at)|by|until|till|up\sto|through|at|to)\s(?:the\s)?(?:end(?:\sof)?|close\sof|end-)\s?$", re.IGNORECASE), "as_of"),
    (re.compile(r"(?:by|at|as\sof|until)\send[-\s]$", re.IGNORECASE), "as_of"),
    (re.compile(r"(?:as\s(?:of|at)|until|till|up\s(?:to|until))\s$", re.IGNORECASE), "as_of"),
    (re.compile(r"\b(?:by)\s$", re.IGNORECASE), "by"),
    (re.compile(r"\bsince\s(?:the\s(?:beginning|start)\sof\s|early\s|late\s)?$", re.IGNORECASE), "since"),
)  # fmt: skip
_LOOK_BACK = 28
_MAY = re.compile(r"may\b(?!\s+\d|,)")  # the verb, not the month


def _bounded(text: str, mention: PeriodMention) -> PeriodMention:
    """Take the words before a period into it: as of, by the end of, since."""
    window = max(0, mention.start - _LOOK_BACK)
    for pattern, bound in _BOUNDS:
        match = pattern.search(text[window : mention.start])
        if match:
            start = window + match.start()
            return Mention(start, mention.end, text[start : mention.end], replace(mention.value, bound=bound))
    return mention


def find_periods(text: str) -> list[PeriodMention]:
    """Find the periods in a text, in order, none overlapping; words such as "as of" belong to the span."""
    found = [
        Mention(match.start(), match.end(), match[0], build(match))
        for pattern, build in _rules()
        for match in pattern.finditer(text)
        if not _MAY.fullmatch(match[0])
    ]
    return [_bounded(text, mention) for mention in _settled(leftmost_longest(found))]


def _settled(mentions: list[PeriodMention]) -> Iterator[PeriodMention]:
    """Keep "the third" only behind a quarter that is named in full."""
    has_quarter = False
    for mention in mentions:
        if mention.value.unit != "bare quarter":
            has_quarter = has_quarter or mention.value.unit == "quarter"
            yield mention
        elif has_quarter:
            yield replace(mention, value=replace(mention.value, unit="quarter"))
