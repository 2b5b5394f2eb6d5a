"""How a period over several years is read from a match of its form."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.mentions.period_value import ORDINALS, UNIT_MONTHS, Period, count_of, month_of, of_year


def read_years(match: re.Match[str]) -> Period:
    """2014-2019, 2014-19."""
    last, first = match["last"], int(match["first"])
    last_year = int(last if len(last) == 4 else match["first"][:2] + last)
    is_fiscal = len(last) == 2 and last_year == first + 1  # in 2023-24
    return Period("years", year=first, last_year=last_year, unit="fiscal" if is_fiscal else None)


def read_years_back(match: re.Match[str]) -> Period:
    """Four years earlier, a decade ago, ten years on."""
    years = count_of(match["count"]) if match["count"] else 10
    return Period("span", unit="year", anchor_offset=years if match["on"] else -years)


def read_year_to_month(match: re.Match[str]) -> Period:
    """Between 1989 and June this year."""
    period = of_year(Period("years", last_month=month_of(match["m"])), match["year"])
    return replace(period, year=int(match["first"]), last_year=period.year)


def read_year_to_part(match: re.Match[str]) -> Period:
    """From 1994 to the first half of 2010."""
    last = ORDINALS[match["word"].lower()] * UNIT_MONTHS[match["unit"].lower()]
    period = of_year(Period("years", last_month=min(12, last)), match["year"])
    return replace(period, year=int(match["first"]), last_year=period.year)
