"""From a written date to days of the calendar, given the day of publishing and the tense of the sentence."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.extract.mentions.date import DateExpression, DatePoint

PAST, PRESENT, FUTURE, UNKNOWN = "past", "present", "future", "unknown"
LISTED = "listed"  # in a calendar, which looks ahead but still shows the last weeks
# A planned day may have passed for this long when the page comes out: plans are not told a year ahead of such a day.
_LATE = timedelta(days=10)
# "He arrived for the summit, set Nov. 18" on the 17th: nobody tells of last year's summit without saying so.
_SOON, _LONG_AGO = timedelta(days=14), timedelta(days=340)
_STILL_LISTED = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `start` to `end`, both inclusive; `precision` is day, month or year."""

    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When a sentence speaks: the day of publishing, its tense, the date spoken of before, a year named beside it."""

    published_on: date | None
    tense: str = PAST
    spoken_of: DateRange | None = None
    year: int | None = None


def resolve(expression: DateExpression, moment: Moment) -> DateRange | None:
    """Turn a written date into days; None where the page leaves the day open."""
    try:
        if expression.shift is not None:
            return _shifted(expression, moment)
        if expression.precision == "day":
            return _days(expression, moment)
        return _month_or_year(expression, moment)
    except (ValueError, OverflowError):  # no such day in the calendar
        return None


def month_of(year: int, month: int) -> DateRange:
    """Give a month's first and last day."""
    return DateRange(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> DateRange:
    """Give a year's first and last day."""
    return DateRange(date(year, 1, 1), date(year, 12, 31), "year")


def _base(expression: DateExpression, moment: Moment) -> date | None:
    """Give the day that a relative date is counted from."""
    if expression.relative_to == "page":
        return moment.published_on
    return moment.spoken_of.start if moment.spoken_of else None


def _shifted(expression: DateExpression, moment: Moment) -> DateRange | None:
    if expression.whole:
        return moment.spoken_of
    base = _base(expression, moment)
    if base is None or expression.shift is None:
        return None
    if expression.precision == "day":
        day = base + timedelta(days=expression.shift)
        return DateRange(day, day + timedelta(days=expression.length - 1), "day")
    if expression.precision == "month":
        months = base.year * 12 + base.month - 1 + expression.shift
        return month_of(months // 12, months % 12 + 1)
    return year_of(base.year + expression.shift)


def _days(expression: DateExpression, moment: Moment) -> DateRange | None:
    first, last = _with_year(expression, moment)
    if expression.week is not None:
        return _in_week(first, expression.week, moment.published_on)
    start = _day(first, moment, expression.turn)
    if start is None:
        return None
    if last is not None and last.weekday is not None and moment.tense == PRESENT and _is_within(first, last, moment):
        start -= timedelta(days=7)  # "runs from Monday to Friday", on a Thursday
    if last is None:
        return DateRange(start, start, "day")
    end = _next_after(last, start)
    return DateRange(start, end, "day") if end else None


def _is_within(first: DatePoint, last: DatePoint, moment: Moment) -> bool:
    """Tell days of the week between whose first and last the page came out."""
    page = moment.published_on
    if page is None or first.weekday is None or last.weekday is None:
        return False
    return 0 < (page.weekday() - first.weekday) % 7 <= (last.weekday - first.weekday) % 7


def _in_week(point: DatePoint, week: int, page: date | None) -> DateRange | None:
    """Date "Friday last week", in weeks from Monday to Sunday."""
    if page is None or point.weekday is None:
        return None
    day = page + timedelta(days=point.weekday - page.weekday() + 7 * week)
    return DateRange(day, day, "day")


def _with_year(expression: DateExpression, moment: Moment) -> tuple[DatePoint, DatePoint | None]:
    """Give both ends the year that is written at one of them, or that the words "next year" mean."""
    first, last = expression.first, expression.last
    year = (last and last.year) or first.year or _meant_year(expression, moment)
    if year is None or first.weekday is not None or first.month is None:
        return first, last
    if first.year is None:
        turns = last is not None and last.month is not None and last.month < first.month and last.year is not None
        first = replace(first, year=year - 1 if turns else year)
    return first, last


def _meant_year(expression: DateExpression, moment: Moment) -> int | None:
    base = _base(expression, moment)
    if expression.year_shift is not None:
        return base.year + expression.year_shift if base else None
    return moment.year


def _day(point: DatePoint, moment: Moment, turn: int | None) -> date | None:
    if point.year is not None and point.month is not None and point.day is not None:
        return date(point.year, point.month, point.day)
    page = moment.published_on
    if page is None:
        return None
    if point.weekday is not None:
        return _weekday(point.weekday, page, moment.tense, turn)
    if point.day is None:
        return None
    if point.month is None:
        return _nearest(_same_day_of_months(page, point.day), page, moment.tense)
    return _nearest(_same_day_of_years(page, point.month, point.day), page, moment.tense)


def _weekday(weekday: int, page: date, tense: str, turn: int | None) -> date:
    back = (page.weekday() - weekday) % 7
    ahead = (weekday - page.weekday()) % 7
    if turn == -1:
        return page - timedelta(days=back or 7)
    if turn == 1:
        return page + timedelta(days=ahead or 7)
    return page - timedelta(days=back) if tense in (PAST, UNKNOWN) else page + timedelta(days=ahead)


def _same_day_of_years(page: date, month: int, day: int) -> list[date]:
    years = range(page.year - 1, page.year + 2)
    return [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]


def _same_day_of_months(page: date, day: int) -> list[date]:
    months = [divmod(page.year * 12 + page.month - 1 + shift, 12) for shift in (-2, -1, 0, 1, 2)]
    return [date(y, m + 1, day) for y, m in months if day <= calendar.monthrange(y, m + 1)[1]]


def _nearest(days: list[date], page: date, tense: str) -> date | None:
    """Choose among the days that a year or month may be added to."""
    if tense == PAST:
        past = [day for day in days if day <= page]
        is_soon = any(page < day <= page + _SOON for day in days)
        days = days if is_soon and past and page - max(past) > _LONG_AGO else past
    elif tense == FUTURE:
        days = [day for day in days if day >= page - _LATE] or days
    elif tense == LISTED:
        days = [day for day in days if day >= page - _STILL_LISTED] or days
    return min(days, key=lambda day: abs(day - page), default=None)


def _next_after(point: DatePoint, start: date) -> date | None:
    """Give the first day of this form that is not before the start."""
    if point.year is not None and point.month is not None and point.day is not None:
        end = date(point.year, point.month, point.day)
        return end if end >= start else None
    if point.weekday is not None:
        return start + timedelta(days=(point.weekday - start.weekday()) % 7)
    if point.day is None:
        return None
    if point.month is None:
        days = _same_day_of_months(start, point.day)
    else:
        days = _same_day_of_years(start, point.month, point.day)
    return min((day for day in days if day >= start), default=None)


def _month_or_year(expression: DateExpression, moment: Moment) -> DateRange | None:
    first = expression.first
    if expression.precision == "year":
        return year_of(first.year) if first.year else None
    if first.month is None:
        return _same_month(expression, moment)
    year = first.year or _meant_year(expression, moment) or _year_of_month(first.month, expression.turn, moment)
    if year is None:
        return None
    found = month_of(year, first.month)
    if expression.last is None or expression.last.month is None:
        return found
    turned = 1 if expression.last.month < first.month else 0
    return DateRange(found.start, month_of(year + turned, expression.last.month).end, "month")


def _same_month(expression: DateExpression, moment: Moment) -> DateRange | None:
    """Date "the same month next year": the month last told, in a year counted from that of the page."""
    told = moment.spoken_of
    if told is None or expression.year_shift is None:
        return None
    base = moment.published_on if expression.year_shift and moment.published_on else told.start
    return month_of(base.year + expression.year_shift, told.start.month)


def _year_of_month(month: int, turn: int | None, moment: Moment) -> int | None:
    page = moment.published_on
    if page is None:
        return None
    if turn == -1:
        return page.year if month < page.month else page.year - 1
    if turn == 1:
        return page.year if month > page.month else page.year + 1
    if moment.tense == PAST:
        return page.year if month <= page.month else page.year - 1
    if moment.tense == LISTED:
        return page.year if month >= page.month - 2 else page.year + 1
    if moment.tense == FUTURE:
        return page.year if month >= page.month else page.year + 1
    months = {y: abs((y - page.year) * 12 + month - page.month) for y in (page.year - 1, page.year, page.year + 1)}
    return min(months, key=lambda y: months[y])
