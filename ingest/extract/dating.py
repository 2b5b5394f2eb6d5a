"""From the words of a period to its dates, given what the page has said so far.

The year of a period without one is the year last named for the same subject, else that of its newest occurrence that
had begun by the publishing date and, told in the past tense, was over by then.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.extract.mentions.period import Period


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both inclusive; None where open or unknown."""

    start: date | None
    end: date | None


UNKNOWN = Span(None, None)
_EARLY = 4  # the last month in which figures of the year before are still told as those of "the year"
_LONGEST_YEAR = 366  # days
_NEARLY = timedelta(days=6)  # figures of a month are told before it ends: "in July" on its 28th
_UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """What dating needs to know of the page at one point of it.

    `anchor` is the period last spoken of, `year` the year last named for the subject, `fiscal_month` the month in which
    the fiscal year begins where the page says so; an estimate may be told before its period is over.
    """

    published_on: date | None
    anchor: Span | None = None
    year: int | None = None
    fiscal_month: int | None = None
    is_future: bool = False
    is_estimate: bool = False


def month_span(year: int, first: int, last: int, first_day: int | None = None, last_day: int | None = None) -> Span:
    """Give the days from month `first` to month `last` of a year; into the next year where last < first."""
    end_year = year + 1 if last < first else year
    end = min(last_day or 31, monthrange(end_year, last)[1])
    return Span(date(year, first, min(first_day or 1, monthrange(year, first)[1])), date(end_year, last, end))


def shift_years(span: Span, years: int) -> Span:
    """Move a span by whole years; the last of February stays the last."""

    def moved(day: date | None) -> date | None:
        if day is None or not 1 <= day.year + years <= 9999:
            return None
        last = monthrange(day.year + years, day.month)[1]
        was_last = day.day == monthrange(day.year, day.month)[1]
        return date(day.year + years, day.month, last if was_last else min(day.day, last))

    return Span(moved(span.start), moved(span.end))


def resolve(period: Period, moment: Moment, *, is_base: bool = False) -> Span:
    """Date a period; `is_base` tells that it dates a value compared with: "from 3.9 billion in the same period"."""
    if period.form == "vague":
        return UNKNOWN
    if period.form == "so_far":
        since = moment.published_on.replace(month=1, day=1) if moment.published_on and period.year_offset == 0 else None
        return Span(since, moment.published_on)
    span = _plain(period, moment, is_base=is_base)
    if period.bound in ("as_of", "until") or (period.bound == "by" and period.unit != "year"):
        return Span(None, span.end)
    if period.bound == "since":
        return Span(span.start, None)
    return span


def _plain(period: Period, moment: Moment, *, is_base: bool) -> Span:
    if period.form == "years" and period.year and period.last_year:
        is_whole = (period.first_month, period.last_month, period.first_day) == (1, 12, None)
        if is_whole and period.last_year == period.year + 1 and (moment.fiscal_month or period.unit == "fiscal"):
            return _fiscal(Period("fiscal", year=period.year), moment)
        return _over_years(period, period.year, period.last_year)
    if period.form == "years" and period.year:
        last = _span(replace(period, form="span", year=None, first_month=period.last_month), moment)
        return Span(date(period.year, period.first_month, 1), last.end)
    if period.form == "same":
        return _same(period, moment, is_base=is_base)
    if period.form == "anchor":
        return _anchored(period, moment)
    if period.form == "back":
        return _back(period, moment)
    if period.form == "fiscal":
        return _fiscal(period, moment)
    return _span(period, moment)


def _over_years(period: Period, first_year: int, last_year: int) -> Span:
    """Give a span over several years, unknown where it would end before it starts."""
    first = month_span(first_year, period.first_month, period.first_month, period.first_day).start
    last = month_span(last_year, period.last_month, period.last_month, None, period.last_day).end
    return Span(first, last) if first and last and first <= last else UNKNOWN


def _anchor_year(moment: Moment) -> int | None:
    anchor = moment.anchor
    if anchor and (anchor.end or anchor.start):
        return (anchor.end or anchor.start).year  # type: ignore[union-attr]
    return moment.year


def _year_of(period: Period, moment: Moment) -> int | None:
    """Find the year that the words name themselves, None where they name none."""
    if period.year is not None:
        return period.year
    if period.year_offset is not None and moment.published_on:
        return moment.published_on.year + period.year_offset
    if period.anchor_offset is not None:
        base = _anchor_year(moment) or (moment.published_on.year if moment.published_on else None)
        return base + period.anchor_offset if base else None
    return None


def _span(period: Period, moment: Moment) -> Span:
    first, last = period.first_month, period.last_month
    is_whole_year = (first, last) == (1, 12) and period.unit == "year"
    year = _year_of(period, moment)
    if is_whole_year and period.year_offset == period.anchor_offset == 0:
        if _is_past_year(moment):
            return moment.anchor or UNKNOWN
        year = _year_spoken_of(moment) or year
    goes_back = period.anchor_offset is not None and period.year_offset is None
    if is_whole_year and goes_back and moment.anchor and moment.anchor.start:
        return shift_years(moment.anchor, period.anchor_offset or 0)
    if year is not None:
        span = month_span(year, first, last, period.first_day, period.last_day)
        if (
            period.year_offset == 0
            and not is_whole_year
            and not (moment.is_future or moment.is_estimate)
            and _is_ahead(span, moment.published_on)
        ):
            return month_span(year - 1, first, last, period.first_day, period.last_day)
        return span
    if not is_whole_year and (within := _within_anchor(period, moment)) is not None:
        return within
    if moment.year is not None and not is_whole_year and period.bound == "in":
        span = month_span(moment.year, first, last, period.first_day, period.last_day)
        if moment.is_future or not _is_ahead(span, moment.published_on):
            return span
    if moment.published_on is None:
        return UNKNOWN
    return _newest(period, moment, moment.published_on)


def _within_anchor(period: Period, moment: Moment) -> Span | None:
    """Date a month by the twelve months over the turn of a year that were spoken of: "in January" of 2016-17."""
    anchor = moment.anchor
    if anchor is None or anchor.start is None or anchor.end is None or anchor.start.year + 1 != anchor.end.year:
        return None
    span = month_span(anchor.end.year, period.first_month, period.last_month, period.first_day, period.last_day)
    is_within = span.start is not None and anchor.start <= span.start <= anchor.end
    short = (anchor.end - anchor.start).days <= _LONGEST_YEAR
    return span if is_within and short and not _is_ahead(span, moment.published_on) else None


def _year_spoken_of(moment: Moment) -> int | None:
    """Give the year that "the whole year" is: the one last named; early in a year what is told as past was the last."""
    year, published_on = _anchor_year(moment), moment.published_on
    if published_on is None:
        return year
    if moment.is_future and not (_is_begun(moment.anchor) and published_on.month <= _EARLY):
        return published_on.year
    if moment.is_future or (year or published_on.year) < published_on.year:
        return year
    return published_on.year - (published_on.month <= _EARLY)


def _is_begun(anchor: Span | None) -> bool:
    """Say whether a year was told up to a month before its last: "in January to October"."""
    is_first = anchor is not None and anchor.start is not None and (anchor.start.month, anchor.start.day) == (1, 1)
    return is_first and anchor is not None and anchor.end is not None and anchor.end.month < 12


def _is_past_year(moment: Moment) -> bool:
    """Say whether a whole year that is over was spoken of last: that is "the year" then."""
    anchor = moment.anchor
    if moment.is_future or anchor is None or anchor.start is None or anchor.end is None:
        return False
    return _length(anchor.start, anchor.end) == 12 and not _is_ahead(anchor, moment.published_on)


def _is_ahead(span: Span, published_on: date | None) -> bool:
    return bool(published_on and span.end and span.end > published_on + _NEARLY)


def _newest(period: Period, moment: Moment, published_on: date) -> Span:
    """Take the newest occurrence that was over by the publishing date; in the future tense the next to end."""
    fields = (period.first_month, period.last_month, period.first_day, period.last_day)
    if moment.is_future:
        span = month_span(published_on.year, *fields)
        return span if span.end and span.end >= published_on else month_span(published_on.year + 1, *fields)
    year = published_on.year
    if moment.is_estimate and (begun := month_span(year, *fields)).start and begun.start <= published_on:
        return begun
    while _is_ahead(month_span(year, *fields), published_on):
        year -= 1
    return month_span(year, *fields)


def _same(period: Period, moment: Moment, *, is_base: bool) -> Span:
    if moment.anchor is None or moment.anchor == UNKNOWN:
        return UNKNOWN
    year = _year_of(period, moment)
    anchor_year = _anchor_year(moment)
    if period.unit == "fiscal" and moment.anchor.start is not None:
        anchor_year = moment.anchor.start.year - (moment.anchor.start.month < (moment.fiscal_month or 1))
    if year is not None and anchor_year is not None:
        return shift_years(moment.anchor, year - anchor_year)
    return shift_years(moment.anchor, -1) if is_base else moment.anchor


def _anchored(period: Period, moment: Moment) -> Span:
    """Date "the period", "the five months", "that month": the period last spoken of, if it is as long."""
    anchor = moment.anchor
    if anchor and anchor.start and anchor.end:
        length = _length(anchor.start, anchor.end)
        expected = (period.count or 1) * _UNIT_MONTHS.get(period.unit or "", 1)
        if period.unit == "period" or (period.count is None and period.unit == "month" and length > 1):
            return anchor
        if length == expected:
            return anchor
        if period.count is None and length < expected and period.unit in ("quarter", "half", "year"):
            return _containing(anchor.end, _UNIT_MONTHS[period.unit])
    if anchor and period.unit == "period":
        return anchor
    if period.count and period.unit in _UNIT_MONTHS and period.count <= 12:
        return _span(Period("span", last_month=min(12, period.count * _UNIT_MONTHS[period.unit])), moment)
    return anchor or UNKNOWN


def _length(start: date, end: date) -> int:
    """Give the number of months that are touched."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _containing(day: date, months: int) -> Span:
    """Give the quarter, half or year in which a day lies."""
    first = (day.month - 1) // months * months + 1
    return month_span(day.year, first, first + months - 1)


def _back(period: Period, moment: Moment) -> Span:
    """Date "last month", "this quarter", "the previous quarter" from the publishing date."""
    if period.count == 9:
        return moment.anchor or UNKNOWN
    months = _UNIT_MONTHS[period.unit or "month"]
    published_on = moment.published_on
    anchor = moment.anchor
    if period.anchor_offset and anchor and anchor.start and anchor.end and _length(anchor.start, anchor.end) == months:
        published_on = anchor.start
    if published_on is None:
        return UNKNOWN
    index = (published_on.year * 12 + published_on.month - 1) // months + (period.count or 0)
    first = index * months
    start = date(first // 12, first % 12 + 1, 1)
    after = first + months
    return Span(start, date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def _fiscal(period: Period, moment: Moment) -> Span:
    """Date a fiscal year where the page gives the month in which it begins."""
    month = moment.fiscal_month
    if month is None:
        return UNKNOWN
    year = period.year
    if (
        year is None
        and period.count is None
        and period.unit is None
        and not period.year_offset
        and moment.anchor
        and moment.anchor.start
        and moment.anchor.start.month == month
    ):
        return month_span(moment.anchor.start.year, month, (month + 10) % 12 + 1)
    if year is None and period.anchor_offset and moment.anchor and moment.anchor.start:
        year = moment.anchor.start.year - (moment.anchor.start.month < month) + period.anchor_offset
    if year is None:
        if moment.published_on is None:
            return UNKNOWN
        begun = moment.published_on.year - (moment.published_on.month < month)
        year = begun + (period.year_offset or 0)
    count = (period.count or (12 if period.unit is None else 1)) * _UNIT_MONTHS.get(period.unit or "month", 1)
    last = (month + min(count, 12) - 2) % 12 + 1
    return month_span(year, month, last) if count < 12 or month > 1 else month_span(year, 1, 12)
