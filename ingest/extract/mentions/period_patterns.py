"""Patterns that the forms of periods are made of: months, counts, years."""

from __future__ import annotations

from functools import cache

from ingest.extract.mentions.number import BLANK, number_words
from ingest.extract.mentions.period_value import ANCHOR_YEARS, RELATIVE_YEARS, months
from ingest.extract.wording import any_of

YEAR = r"(?:19|20)\d\d"


@cache
def month_pattern() -> str:
    """Match the name of a month or its abbreviation."""
    return rf"{any_of(months())}\b\.?"


@cache
def count_pattern() -> str:
    """Match a small number in digits or words."""
    words = any_of((word for word, n in number_words().items() if n == int(n) and 1 < n < 25), BLANK)
    return rf"(?:\d{{1,2}}|{words})"


@cache
def year_pattern() -> str:
    """Match a year, or words for one: "last year"."""
    return rf"(?:{YEAR}\b|['’]\d\d\b|{any_of((*RELATIVE_YEARS, *ANCHOR_YEARS), BLANK)}\b)"


@cache
def of_year_pattern() -> str:
    """Match the year behind a part of it, if any: ", 2024", "of last year"."""
    return rf"(?:,?\s*(?:of|in|of\sthe\syear|for)?\s*(?P<year>{year_pattern()}))?"
