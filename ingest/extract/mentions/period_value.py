"""A period as its words tell it, not yet dated, and how it is read from a match of each form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.number import number_words, squeeze


@dataclass(frozen=True, slots=True)
class Period:
    """The words of a period, taken apart.

    form: `span` (months first..last of a year), `years` (year..last_year), `same` (the same period, of another year),
    `back` (the previous period of the same kind: "the previous year", "last month"), `anchor` ("the five months", "the
    period": the one spoken of), `fiscal`, `so_far`, `vague` ("in recent years").
    bound: `in`, `as_of` (all up to its end), `by`, `since` (all from its start).
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

    @property
    def is_bare_month(self) -> bool:
        """Say whether it is a month without its year: "June"."""
        names_year = self.year is not None or self.year_offset is not None or self.anchor_offset is not None
        return self.is_month and not names_year

    @property
    def is_month(self) -> bool:
        """Say whether it is one whole month."""
        return self.form == "span" and self.unit == "month" and self.first_day is None


@cache
def months() -> dict[str, int]:
    """Map a month's name or abbreviation, in lower case, to its number."""
    return {name.lower(): int(number) for number, names in load_words("months.yml").items() for name in names}


RELATIVE_YEARS = {
    "this year": 0, "the year": 0, "the current year": 0, "the present year": 0, "last year": -1, "the past year": -1,
    "next year": 1, "the coming year": 1,
}  # fmt: skip
ANCHOR_YEARS = {
    "the same year": 0, "that year": 0, "the previous year": -1, "the year before": -1, "the preceding year": -1,
    "the prior year": -1, "the year earlier": -1, "a year earlier": -1, "a year ago": -1, "a year before": -1,
    "one year earlier": -1, "one year ago": -1, "the year ago": -1, "previous year": -1, "the following year": 1,
    "a year prior": -1, "the year prior": -1, "the previous corresponding period": -1, "12 months earlier": -1,
    "a year previously": -1, "year earlier": -1, "year ago": -1,
}  # fmt: skip
_YEARS_BEFORE = {"previous": -1, "preceding": -1, "prior": -1}  # the one spoken of
UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "half year": 6, "half-year": 6, "year": 12}
ORDINALS = {
    "first": 1, "1st": 1, "opening": 1,
    "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4,
    "final": 4, "closing": 4,
}  # fmt: skip


LAST_DAYS = 28  # from here on a month's last day is meant


def month_of(text: str) -> int:
    """Give the number of a month's name."""
    return months()[text.lower().rstrip(".")]


def of_year(period: Period, text: str | None) -> Period:
    """Give a period the year of "2024", "last year", "the same year"; none for no words."""
    if not text:
        return period
    words = squeeze(text).replace("’", "'").removeprefix("of ").removeprefix("in ").lstrip("'")
    if words.isdigit():
        return replace(period, year=int(words) if len(words) == 4 else 2000 + int(words))
    if words == "the year":
        return replace(period, year_offset=0, anchor_offset=0)
    if words in RELATIVE_YEARS:
        return replace(period, year_offset=RELATIVE_YEARS[words])
    return replace(period, anchor_offset=ANCHOR_YEARS.get(words))


def count_of(text: str) -> int:
    """Give a small number in digits or words."""
    return int(text) if text.isdigit() else int(number_words()[squeeze(text)])


def _day(text: str | None) -> int | None:
    return int(text) if text else None


def read_month_span(match: re.Match[str]) -> Period:
    """January-July 2025, 3 June to 5 July."""
    period = Period(
        "span",
        first_month=month_of(match["m1"]),
        last_month=month_of(match["m2"]),
        first_day=_day(match["d1"] or match["d1b"]),
        last_day=_day(match["d2"] or match["d2b"]),
    )
    if match["fiscal"]:  # whose first quarter of the calendar is that of the next year
        return replace(period, year=int(match["fiscal"]) + (period.first_month < 4))
    first, last = of_year(period, match["year1"]), of_year(period, match["year"] or match["year1"])
    if match["year1"] and first != last:
        return replace(period, form="years", year=first.year, last_year=last.year)
    return last


def read_year_so_far(match: re.Match[str]) -> Period:
    """From the beginning of the year to the end of May, since the beginning of the year to August 15."""
    day = _day(match["d"] or match["d2"])
    period = Period("span", last_month=month_of(match["m"]), first_day=1 if day else None, last_day=day)
    return of_year(period, match["year"] or match["whole"])


def _numeric(text: str) -> tuple[int | None, int, int]:
    """Give year, month and day of 15/8/2016, 2016-08-15 or 15/8; the day stands before the month where both may."""
    parts = [int(part) for part in re.split(r"[-/.]", text)]
    if parts[0] > 31:
        return parts[0], parts[1], parts[2]
    year = parts[2] if len(parts) > 2 else None
    return (year, parts[0], parts[1]) if parts[1] > 12 else (year, parts[1], parts[0])


def read_numeric_span(match: re.Match[str]) -> Period:
    """From 01/8/2016 to 15/8/2016, from the beginning of the year to 15/8/2016, 15/8/2016."""
    found = match.groupdict()
    last_year, last_month, last_day = _numeric(found["n2"] or found["n3"])
    first = found["n1"] or found.get("n3")
    first_year, first_month, first_day = _numeric(first) if first else (last_year, 1, 1)
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12 and first_year in (None, last_year)):
        return Period("vague")
    return Period(
        "span", year=last_year, first_month=first_month, last_month=last_month, first_day=first_day, last_day=last_day
    )


def read_first_months(match: re.Match[str]) -> Period:
    """The first seven months, 9M25."""
    length = 3 if match["unit"].lower().startswith("quarter") else 1
    year = match["year"] or match.groupdict().get("short")
    return of_year(Period("span", last_month=min(12, count_of(match["count"]) * length)), year)


def read_end_months(match: re.Match[str]) -> Period:
    """The first month of the year, the last two months of 2023."""
    count = min(12, count_of(match["count"])) if match["count"] else 1
    first = 1 if match["first"] else 13 - count
    return of_year(Period("span", first_month=first, last_month=first + count - 1), match["year"])


def read_months_to(match: re.Match[str]) -> Period:
    """The nine months to September 2019, the quarter ended June 30: the year is that of the last month."""
    last, day = month_of(match["m"]), _day(match["d"] or match["d2"])
    goes_on = day is not None and day < LAST_DAYS and " end" not in match[0].lower()
    unit = (match["unit"] or "year").lower()  # or of a fiscal year
    if goes_on and unit == "year":  # since its beginning
        return of_year(Period("span", last_month=last, first_day=1, last_day=day), match["year"])
    length = UNIT_MONTHS[unit.rstrip("s")] * (count_of(match["count"]) if match["count"] else 1)
    period = of_year(Period("span", first_month=(last - length) % 12 + 1, last_month=last), match["year"])
    return _begun_a_year_before(period)


def read_quarters_to(match: re.Match[str]) -> Period:
    """The four quarters to the end of Q1 2024."""
    last = 3 * int(match["digit"] or ORDINALS[match["word"].lower()])
    period = Period("span", first_month=(last - 3 * count_of(match["count"])) % 12 + 1, last_month=last, unit="quarter")
    return _begun_a_year_before(of_year(period, match["year"]))


def read_mid_month(match: re.Match[str]) -> Period:
    """Mid-July: up to its fifteenth day."""
    month = month_of(match["m"])
    return of_year(Period("span", first_month=month, last_month=month, first_day=1, last_day=15), match["year"])


def _begun_a_year_before(period: Period) -> Period:
    """Count the year of a period that goes over the turn of the year from its first month."""
    if period.first_month <= period.last_month:
        return period
    if period.year is not None:
        return replace(period, year=period.year - 1)
    return replace(period, year_offset=None if period.year_offset is None else period.year_offset - 1)


def read_month_quarter(match: re.Match[str]) -> Period:
    """The March quarter."""
    last = month_of(match["m"])
    period = Period("span", first_month=(last - 3) % 12 + 1, last_month=last, unit="quarter")
    return _begun_a_year_before(of_year(period, match["year"]))


def read_quarter(match: re.Match[str]) -> Period:
    """The third quarter, Q3, Q1-Q3."""
    number = int(match["digit"] or match["digit2"] or ORDINALS[match["word"].lower()])
    last = int(match["upto"] or number)
    return of_year(Period("span", first_month=3 * number - 2, last_month=3 * last, unit="quarter"), match["year"])


def read_bare_quarter(match: re.Match[str]) -> Period:
    """ "In the third", behind a quarter."""
    return replace(read_quarter(match), unit="bare quarter")


def read_half(match: re.Match[str]) -> Period:
    """The second half, H2."""
    word = (match["word"] or "").lower()
    number = int(match["digit"] or match["digit2"] or (2 if word in {"second", "latter", "last"} else 1))
    return of_year(Period("span", first_month=6 * number - 5, last_month=6 * number, unit="half"), match["year"])


def read_half_month(match: re.Match[str]) -> Period:
    """The first half of July: its first fifteen days."""
    month = month_of(match["m"])
    first, last = (1, 15) if match["word"].lower() == "first" else (16, 31)
    period = Period("span", first_month=month, last_month=month, first_day=first, last_day=last, unit="month")
    return of_year(period, match["year"])


def read_single_month(match: re.Match[str]) -> Period:
    """March 2024, 15 March, March 15 to 18."""
    month, day = month_of(match["m"]), _day(match["d"] or match["d2"])
    last_day = _day(match["upto"]) or day
    period = Period("span", first_month=month, last_month=month, first_day=day, last_day=last_day, unit="month")
    return of_year(period, match["year"])


def read_whole_year(match: re.Match[str]) -> Period:
    """2024, last year, the previous year."""
    return of_year(Period("span", unit="year"), match["year"])


def read_same(match: re.Match[str]) -> Period:
    """The same period last year."""
    if match["fiscal"]:
        return Period("same", year=int(match["fiscal"]), unit="fiscal")
    return of_year(Period("same", anchor_offset=-1 if match["back"] else None), match["year"])


def read_anchor(match: re.Match[str]) -> Period:
    """The five months, the period."""
    unit = re.split(r"[\s-]", (match["unit"] or "period").lower())[0].rstrip("s")  # "the seven-month period"
    return Period("anchor", unit=unit, count=count_of(match["count"]) if match["count"] else None)


def read_back(match: re.Match[str]) -> Period:
    """Last month, this quarter; "the previous month" is the one before that spoken of."""
    which, unit = match["which"].lower(), match["unit"].lower()
    count = {"this": 0, "the current": 0, "next": 1, "the coming": 1, "that": 9}.get(which, -1)
    return Period("back", unit=unit, count=count, anchor_offset=-1 if "pre" in which else None)


def read_fiscal(match: re.Match[str]) -> Period:
    """The 2024/25 fiscal year, the first quarter of this fiscal year."""
    year = match["year"] or match["year2"]
    if match["short"]:
        year = str(1999 + int(match["short"]))  # FY23 ends in 2023
    count = match["count"]
    return Period(
        "fiscal",
        year=int(year[:4]) if year else None,
        year_offset=None if year else {"last": -1, "next": 1, **_YEARS_BEFORE}.get((match["rel"] or "").lower(), 0),
        anchor_offset=None if year else _YEARS_BEFORE.get((match["rel"] or "").lower()),
        count=count_of(count) if count else None,
        unit=(match["unit"] or "").lower().rstrip("s") or None,
    )
