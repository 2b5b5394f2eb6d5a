"""The forms in which periods are written that name a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ingest.extract.mentions.period_courses import read_year_to_month, read_year_to_part
from ingest.extract.mentions.period_patterns import YEAR, count_pattern, month_pattern, of_year_pattern, year_pattern
from ingest.extract.mentions.period_value import (
    ORDINALS,
    Period,
    months,
    read_mid_month,
    read_month_quarter,
    read_month_span,
    read_months_to,
    read_numeric_span,
    read_quarters_to,
    read_single_month,
    read_year_so_far,
)
from ingest.extract.wording import any_of

# 15/8/2016, 2016-08-15; between others also 01/8
NUMERIC_FULL = (
    r"(?<![\w/.-])(?:\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2}[.]\d{1,2}[.](?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?![\w/-])"
)
NUMERIC = rf"(?:{NUMERIC_FULL}|(?<![\w/.-])\d{{1,2}}/\d{{1,2}}(?![\w/-]))"
_FISCAL_YEAR = r"(?:financial|fiscal|budget)\syear"
DASH = r"(?:\s*(?:-|–|−|—|/|~)\s*|\s+(?:to|through|until|till|thru|and)\s+|-to-|-through-)"

# Cues (a text in lower case without any of them has no such period), pattern, builder; a pattern of what else a text in
# lower case must hold, where that is worth asking.
Builder = Callable[[re.Match[str]], Period]
Row = tuple[tuple[str, ...], str, Builder] | tuple[tuple[str, ...], str, Builder, str]


@cache
def _month_cues() -> tuple[str, ...]:
    return tuple(sorted({name[:3] for name in months()}))


def month_forms() -> list[Row]:
    """January-July 2025, the nine months to September, 15 March."""
    month, of_year, number = month_pattern(), of_year_pattern(), count_pattern()
    day, named = r"(?:st|nd|rd|th)?", rf"{any_of(months())}(?!\w)"
    of_fiscal_year = (
        rf"\sof\sthe\s(?:current|present)\s(?:fiscal|financial)\syear(?:\s(?P<fiscal>{YEAR})[-–/](?:20)?\d\d)?"
    )
    return [
        (
            _month_cues(),
            rf"(?:between|from)\s(?P<first>{YEAR})(?:[-–/]\d\d)?\s(?:and|to|until|till|through)\s(?:end-|(?:the\s)?end\sof\s)?(?P<m>{month}){of_year}",
            read_year_to_month,
            named,
        ),
        (
            _month_cues(),
            rf"(?:(?:the\speriod\s(?:(?:from|of|between)\s)?|(?:the\s)?{_FISCAL_YEAR}\s(?:that\s|which\s)?(?:ran|runs|running|lasted|lasting)\sfrom\s))?(?:(?P<d1>\d{{1,2}})\s)?(?P<m1>{month})(?:\s(?P<d1b>\d{{1,2}})(?!\d))?"
            rf"(?:,?\s*(?:of\s)?(?P<year1>{YEAR}))?{DASH}(?:(?:the\s)?end\sof\s|end-|late\s)?"
            rf"(?:(?P<d2>\d{{1,2}})\s)?(?P<m2>{month})(?:\s(?P<d2b>\d{{1,2}})(?!\d))?(?:\speriod)?(?:{of_fiscal_year}|{of_year})(?:\speriod)?",
            read_month_span,
            named,
        ),
        (
            _month_cues(),
            rf"(?:(?:(?:from|since|between)\s)?(?:the\s)?(?:(?:start|beginning|turn)\sof\s|early\s)(?P<whole>{year_pattern()})"
            rf"|accumulat\w+|cumulative(?:ly)?)\s(?:to|until|till|through|up\sto|and)\s(?:the\s)?(?:end\sof\s|end-|late\s)?(?:(?P<d>\d\d?){day}\s)?(?P<m>{month})"
            rf"(?:\s(?P<d2>\d\d?){day}(?!\d))?{of_year}",
            read_year_so_far,
            named,
        ),
        (
            ("/", ".", "-"),
            rf"(?:(?:(?:from|since|between)\s)?(?:the\s)?(?:beginning|start)\sof\s(?P<whole>{year_pattern()})\s"
            rf"|(?:from|between)\s(?P<n1>{NUMERIC})\s)(?:to|until|till|through|up\sto|and)\s(?:the\s)?(?P<n2>{NUMERIC_FULL})",
            read_numeric_span,
            NUMERIC_FULL,
        ),
        (
            ("/", ".", "-"),
            rf"(?P<n1>{NUMERIC_FULL})\s?[-–]\s?(?P<n2>{NUMERIC_FULL})(?P<whole>)|(?P<n3>{NUMERIC_FULL})",
            read_numeric_span,
            NUMERIC_FULL,
        ),
        (
            ("month", "quarter", "half", "year"),
            rf"(?:the\s)?(?:first\s)?(?:(?P<count>{number})[\s-])?(?:{_FISCAL_YEAR}\s(?:(?:that|which|just|that\sjust)\s)?(?=end)"
            rf"|(?P<unit>(?:month|quarter)s?|half(?:[\s-]year)?|year)\s)"
            rf"(?:to|through|until|(?:ending|ended)(?:\s[io]n)?)\s(?:the\send\sof\s|end-)?(?:(?P<d>\d\d?){day}\s)?(?P<m>{month})"
            rf"(?:\s(?P<d2>\d\d?){day}(?!\d))?{of_year}",
            read_months_to,
            named,
        ),
        (
            ("quarters",),
            rf"(?:the\s)?(?P<count>{number})\squarters\s(?:to|through|ending|ended)\s(?:the\send\sof\s)?"
            rf"(?:Q(?P<digit>[1-4])|(?:the\s)?(?P<word>{'|'.join(ORDINALS)})\squarter)(?:\sof)?\s(?P<year>{year_pattern()})",
            read_quarters_to,
        ),
        (
            _month_cues(),
            rf"(?:all\sthe\sway\s)?through\s(?:to\s)?(?:the\s)?(?:end\sof\s|end-|late\s)?(?P<m>{month})(?P<d>)(?:\s(?P<d2>\d\d?){day}(?![\d.%]))?(?P<whole>){of_year}",
            read_year_so_far,
            "through",
        ),
        (
            ("half", "quarter"),
            rf"(?:between|from)\s(?P<first>{YEAR})\s(?:and|to|until|till|through)\s(?:the\s)?(?P<word>first|second|third|fourth)[\s-]"
            rf"(?P<unit>half|quarter)(?:[\s-]year)?{of_year}",
            read_year_to_part,
        ),
        (_month_cues(), rf"mid-(?P<m>{month}){of_year}", read_mid_month, named),
        (
            ("quarter",),
            rf"(?:the\s)?(?P<m>{month})\squarter{of_year}",
            read_month_quarter,
            named,
        ),
        (
            _month_cues(),
            rf"(?:(?P<d>\d{{1,2}}){day}(?:\sof)?\s)?\b(?P<m>{month})"
            rf"(?:\s(?P<d2>\d{{1,2}}){day}(?!\d|\.\d)(?:{DASH}(?P<upto>\d{{1,2}}){day}(?![\d.%]|,(?!\s(?:19|20)\d\d\b)|\s?[mbtp]))?)?{of_year}",
            read_single_month,
            named,
        ),
    ]
