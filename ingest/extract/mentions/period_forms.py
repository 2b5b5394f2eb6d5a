"""The forms in which periods are written: one pattern each, and what its words say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extract.mentions.period_courses import read_years, read_years_back
from ingest.extract.mentions.period_month_forms import DASH, Row, month_forms
from ingest.extract.mentions.period_patterns import YEAR, count_pattern, month_pattern, of_year_pattern, year_pattern
from ingest.extract.mentions.period_value import (
    ORDINALS,
    Period,
    read_anchor,
    read_back,
    read_bare_quarter,
    read_end_months,
    read_first_months,
    read_fiscal,
    read_half,
    read_half_month,
    read_quarter,
    read_same,
    read_whole_year,
)


@dataclass(frozen=True, slots=True)
class PeriodForm:
    """A way to write a period."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Period]
    also: re.Pattern[str]  # what stands in each beside its cue


_QUARTERS = ("q1", "q2", "q3", "q4", "1q", "2q", "3q", "4q")
_HALVES = ("h1", "h2", "1h", "2h")
_OF_A_YEAR = ("19", "20", "year", "12", "period")  # digits of a year, or its words


# "Nine-month exports", "the full-year surplus".
_OF_FIGURES = (
    r"(?:(?:total|combined|overall|trade|foreign|bilateral|two-way)\s)?"
    r"(?:exports?|imports?|trade|shipments?|sales|purchases|figures?|totals?|value|volume|turnover|tally|surplus|deficit"
    r"|gap|balance|investments?|targets?|goals?|forecasts?|projections?|estimates?|results?|growth)\b"
)


def forms_in(text: str) -> Iterator[PeriodForm]:
    """Give the forms of which a word stands in a text: looking for words is much faster than for patterns."""
    lowered = text.lower()
    for cues, forms in _forms_by_cue().items():
        for cue in cues:
            if cue in lowered:
                yield from (form for form in forms if form.also.search(lowered))
                break


@cache
def _forms_by_cue() -> dict[tuple[str, ...], list[PeriodForm]]:
    found: dict[tuple[str, ...], list[PeriodForm]] = {}
    for cues, pattern, build, *also in (*month_forms(), *_part_forms(), *_relative_forms(), *_year_forms()):
        form = PeriodForm(
            re.compile(rf"(?<![\w$])(?:{pattern})(?!\w|-on-|-over-)", re.IGNORECASE), build, re.compile("|".join(also))
        )
        found.setdefault(cues, []).append(form)
    return found


def _part_forms() -> list[Row]:
    """The first seven months of 2025, Q1, the second half."""
    of_year, number = of_year_pattern(), count_pattern()
    behind = rf"(?:\s?(?:of\s)?(?P<year>{YEAR}|['’]?\d\d))?\b"
    return [
        (
            ("month", "quarter"),
            rf"(?:the\s)?(?:first|initial|opening)[\s-](?P<count>{number})[\s-](?P<unit>months?|quarters?)"
            rf"(?:[\s-]period)?{of_year}",
            read_first_months,
        ),
        (
            ("month",),
            rf"(?:the\s)?(?:(?P<first>first|opening|initial)|last|final|closing)\s(?:(?P<count>{number})\s)?months?"
            rf"\s(?:of|in)\s(?P<year>{year_pattern()})",
            read_end_months,
            "first|opening|initial|last|final|closing",
        ),
        (
            ("month",),
            rf"(?P<count>{number})[\s-](?P<unit>months?)\s(?:from\sJanuary|of|into)\s(?P<year>{year_pattern()})",
            read_first_months,
        ),
        (
            ("-month", " month"),
            rf"(?P<count>{number})[\s-](?P<unit>month)(?P<year>)(?=\s{_OF_FIGURES})",
            read_first_months,
        ),
        (
            tuple(f"{count}m" for count in range(1, 12)),
            rf"(?P<count>\d\d?)(?P<unit>M)(?:\s?(?P<year>{YEAR})|['’]?(?P<short>\d\d))(?!\s?(?:[mbt]n?\b|%|per))",
            read_first_months,
        ),
        (
            (" months",),
            rf"(?:(?<=\bin\s)|(?<=\bover\s)|(?<=\bafter\s)|(?<=\bfor\s))(?P<count>{number})\s(?P<unit>months)"
            r"(?!\s(?:ago|before|earlier|of|to|in|since|from|later|until|through|end\w*|running|straight|now)\b)",
            read_anchor,
        ),
        (
            ("half",),
            rf"(?:the\s)?(?P<word>first|second|latter)\shalf\sof\s(?P<m>{month_pattern()}){of_year}",
            read_half_month,
        ),
        (
            _QUARTERS,
            rf"Q(?P<digit>[1-4])(?:(?:{DASH})Q(?P<upto>[1-4]))?(?P<digit2>)(?P<word>)(?:\s?FY)?{of_year}\b",
            read_quarter,
        ),
        (_QUARTERS, rf"(?P<digit2>[1-4])Q(?P<digit>)(?P<upto>)(?P<word>){behind}", read_quarter),
        (
            ("quarter",),
            rf"(?:the\s)?(?P<word>{'|'.join(ORDINALS)})[\s-]quarter(?P<digit>)(?P<digit2>)(?P<upto>){of_year}",
            read_quarter,
        ),
        (
            ("in the ",),
            r"(?<=in\s)(?:the\s)(?P<word>first|second|third|fourth)(?P<digit>)(?P<digit2>)(?P<upto>)(?P<year>)"
            r"(?=[\s]*(?:[.,;)]|$|(?:it|they|exports|imports|trade|that|those|and|while|but)\b))",
            read_bare_quarter,
        ),
        (_HALVES, rf"H(?P<digit>[12])(?P<digit2>)(?P<word>){of_year}\b", read_half),
        (_HALVES, rf"(?P<digit2>[12])H(?P<digit>)(?P<word>){behind}", read_half),
        (
            ("half", "semester"),
            r"(?:the\s)?(?P<word>first|1st|second|2nd|latter|last)[\s-](?:half|semester)(?P<digit>)(?P<digit2>)(?:[\s-]year)?"
            + of_year,
            read_half,
        ),
    ]


def _relative_forms() -> list[Row]:
    """The same period last year, the five months, last quarter: told by what was told before."""
    return [
        (
            ("same", "corresponding", "comparable", "equivalent", "like"),
            r"(?:the\s)?(?:same|corresponding|comparable|equivalent|like)\s(?:\w+[\s-]){0,4}?"
            r"(?:period|months?|quarter|half|semester|time(?:\s?frame)?|term|span|stretch|interval|window|part|days|weeks)(?:[,\s]+(?:of|in|from)?\s*(?:the\s)?"
            rf"(?:(?:(?P<fiscal>{YEAR})\s?[-–/]\s?(?:20)?\d\d\s(?:financial|fiscal)\syear)"
            rf"|(?P<year>{year_pattern()})|(?P<back>a\syear(?![\s-]on\b|[\s-]over\b)|(?:last|previous|preceding|prior)\s(?:financial|fiscal|budget)\syear)))?",
            read_same,
        ),
        (
            ("year-",),
            r"(?:the\s)?(?:year-earlier|year-ago|previous-year|prior-year)\s(?:period|months?|quarter|level|figure)",
            lambda m: Period("same", anchor_offset=-1),
        ),
        (
            ("month", "period", "quarter", "half"),
            r"(?:the|these|those|that)\s(?:said\s|same\s|past\s|whole\s)?"
            rf"(?:(?P<count>{count_pattern()})[\s-])?(?P<unit>months?(?:[\s-]period)?|period|quarters?|half)(?:[\s-]year)?"
            r"(?!\s(?:of|before|earlier|ago|last|ending|ended|since|after|following))\b",
            read_anchor,
        ),
        (
            ("month", "quarter", "half"),
            r"(?P<which>last|this|the\sprevious|the\scurrent|next|the\scoming|previous|the\spreceding|that)\s"
            r"(?P<unit>month|quarter|half)\b",
            read_back,
            "last|this|that|previous|current|next|coming|preceding",
        ),
        (
            ("years ", "decade "),
            rf"(?:(?P<count>{count_pattern()})\syears|(?:a|one)\sdecade)"
            r"\s(?:earlier|ago|back|before|previously|prior|(?P<on>later|on(?=,|\s(?:it|they|that|trade|the\s(?:figure|sum|value|total)))))\b",
            read_years_back,
            "years|decade",
        ),
        (
            ("month ",),
            r"(?:the|a|one)\smonth\s(?:before|earlier|ago|prior)",
            lambda m: Period("back", unit="month", count=-1, anchor_offset=-1),
        ),
        (
            (" far", "date", "now", "present"),
            r"(?:the\s)?year[\s-]to[\s-]date|(?:the|this)\syear\sso\sfar|so\sfar\sin\sthe\syear|(?:this\syear\s)?so\sfar(?:\sthis\syear)?|thus\sfar(?:\sthis\syear)?|to\sdate|by\snow|up\sto\snow"
            r"|until\snow|till\snow|at\spresent",
            lambda m: Period("so_far", year_offset=0 if "year" in m[0].lower() else None),
        ),
        (
            ("years", "decade", "months"),
            r"(?:the\s)?(?:past|last|previous|recent|next|coming)\s"
            rf"(?:{count_pattern()}\s|few\s|several\s)?(?:years|decades?|months)"
            rf"|within\s(?:the\s)?(?:next\s|coming\s)?(?:{count_pattern()}\s|a\sfew\s|a\s)(?:years?|decade)"
            r"|recent\syears|many\syears|over\sthe\syears",
            lambda m: Period("vague"),
            "past|last|previous|recent|next|coming|many|over|within",
        ),
    ]


def _year_forms() -> list[Row]:
    """2024, the whole of 2019, last year, 2014-2019, the 2024/25 fiscal year."""
    return [
        (
            ("fiscal", "financial", "fy"),
            rf"(?:(?:the\s)?first\s(?P<count>{count_pattern()})?[\s-]?(?P<unit>months?|quarters?|half)\sof\s)?"
            r"(?:the\s)?(?:(?P<rel>current|last|previous|preceding|prior|next|this)\s)?"
            r"(?:(?P<year>(?:20\d\d\s?[-–/]\s?(?:20)?\d\d)|20\d\d)\s)?(?:(?:fiscal|financial)\syear|FY(?P<short>\d\d(?!\d))?"
            r"|fiscal(?=\s20\d\d)(?<=f\sfiscal)|fiscal(?<=(?:last|next|this)\sfiscal)(?!\s[a-z])|fiscal(?<=(?:rrent|vious)\sfiscal)(?!\s[a-z]))"
            r"(?:\s?(?P<year2>20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?))?",
            read_fiscal,
        ),
        (
            ("19", "20"),
            rf"(?:(?:from|between|in|over|during)\s)?(?P<first>{YEAR})(?:{DASH}(?={YEAR})|\s?[-–/](?=\d\d\b))"
            rf"(?P<last>{YEAR}|\d\d)\b(?!\s?(?:percent|billion))",
            read_years,
        ),
        (
            ("year-end", "year end", "end-year", "year's end", "year’s end"),
            r"(?:the\s)?(?:end[\s-]year|year[\s-]end|year['’]s\send)(?=$|[\s]*[,.;:)]|\s(?:and|while|but|the|with|as|from)\b)",
            lambda m: Period("span", unit="year", year_offset=0, anchor_offset=0),
        ),
        (
            ("year",),
            r"(?:the\s)?(?:whole|full|entire)\syear(?P<year>)(?!\sof)",
            lambda m: Period("span", unit="year", year_offset=0, anchor_offset=0),
            "whole|full|entire",
        ),
        (
            ("year as a whole", "12 months", "twelve months"),
            r"the\syear\sas\sa\swhole|(?:the|all)\s(?:full\s|whole\s)?(?:12|twelve)\smonths(?:\sas\sa\swhole)?(?!\s(?:to|of|in|from|since|after|following|ended|ending|before|earlier|ago))",
            lambda m: Period("span", unit="year", year_offset=0, anchor_offset=0),
        ),
        (
            ("full-year", "whole-year"),
            rf"(?:full|whole)-year(?=\s{_OF_FIGURES})",
            lambda m: Period("span", unit="year"),
        ),
        (
            _OF_A_YEAR,
            r"(?:(?:the\s)?(?:whole|full|entire|calendar)[\s-](?:year\s)?(?:of\s)?|the\syear\s|year\s)?"
            rf"(?P<year>{year_pattern()})",
            read_whole_year,
        ),
    ]
