"""Periods as news writes them: the first seven months of 2025, Jan-Jul, Q1, the same period last year, as of July.

A period is recognised here and dated in `ingest.extract.dating`: what a page calls "the five months" depends on what it
said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.mentions.period_forms import forms_in
from ingest.extract.mentions.period_value import Period, months
from ingest.extract.spans import Mention, leftmost_longest

__all__ = ["Period", "find_periods", "months"]

PeriodMention = Mention["Period"]

_BOUNDS = (
    (
        re.compile(
            r"(?:as\s(?:of|at)|by|until|till|up\sto|through|at|to)\s(?:the\s)?(?:end(?:\sof)?|close\sof|end-)\s?$",
            re.IGNORECASE,
        ),
        "as_of",
    ),
    (re.compile(r"(?:(?:by|at|as\sof|until)\send[-\s]|(?<=\()end-)$", re.IGNORECASE), "as_of"),
    (re.compile(r"(?:as\s(?:of|at)|until|till|up\s(?:to|until))\s(?:late[\s-])?$", re.IGNORECASE), "as_of"),
    (re.compile(r"\b(?:by)\s$", re.IGNORECASE), "by"),
    (re.compile(r"\bsince\s(?:the\s(?:beginning|start)\sof\s|early\s|late\s)?$", re.IGNORECASE), "since"),
)  # fmt: skip
_LOOK_BACK = 28
_BY_QUARTER = re.compile(r"\b(?:by|each|per|every) quarter\b|\bquarter by quarter\b|\bquarterly\b", re.IGNORECASE)
_VERBS = ("may", "march")  # not the months


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
        Mention(match.start(), match.end(), match[0], form.build(match))
        for form in forms_in(text)
        for match in form.pattern.finditer(text)
        if match[0] not in _VERBS
    ]
    return [_bounded(text, mention) for mention in _settled(text, _with_owner(text, leftmost_longest(found)))]


def _with_owner(text: str, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """Give the part of a year that the year owns its year: "this year's first quarter"."""
    joined: list[PeriodMention] = []
    for mention in mentions:
        if joined and joined[-1].value.form == "anchor" and _is_spelt_out(text, joined[-1], mention):
            start = joined.pop().start
            mention = Mention(start, mention.end, text[start : mention.end], mention.value)
        year, part = joined[-1].value if joined else None, mention.value
        is_owned = year is not None and text[joined[-1].end : mention.start] in ("'s ", "’s ")
        if year is not None and is_owned and _is_whole_year(year) and _is_part(part):
            start = joined.pop().start
            dated = replace(part, year=year.year, year_offset=year.year_offset, anchor_offset=year.anchor_offset)
            mention = Mention(start, mention.end, text[start : mention.end], dated)
        joined.append(mention)
    return joined


def _is_spelt_out(text: str, count: PeriodMention, mention: PeriodMention) -> bool:
    """Say whether months that are only counted are named: "the six-month period from October 2021 to March 2022"."""
    named = mention.value.form in ("span", "years") and mention.value.first_month != mention.value.last_month
    return named and text[count.end : mention.start] in (" from ", " of ", " between ", " (", ", from ", ", ", " ")


def _is_whole_year(period: Period) -> bool:
    return (period.form, period.unit, period.first_month, period.last_month) == ("span", "year", 1, 12)


def _is_part(period: Period) -> bool:
    """Say whether a period is a part of a year that is not named."""
    is_undated = (period.year, period.year_offset, period.anchor_offset) == (None, None, None)
    return period.form == "span" and is_undated and (period.first_month, period.last_month) != (1, 12)


def _settled(text: str, mentions: list[PeriodMention]) -> Iterator[PeriodMention]:
    """Keep "the third" only behind a quarter that is named in full, "the second" also behind a half."""
    part = "quarter" if _BY_QUARTER.search(text) else None
    for mention in mentions:
        if mention.value.unit != "bare quarter":
            part = mention.value.unit if mention.value.unit in ("quarter", "half") else part
            yield mention
        elif part == "quarter":
            yield replace(mention, value=replace(mention.value, unit="quarter"))
        elif part == "half" and mention.value.last_month <= 6:
            first = 2 * mention.value.first_month - 1  # of the second: July
            yield replace(mention, value=replace(mention.value, unit="half", first_month=first, last_month=first + 5))
