"""What a written date tells, before it is counted out on the calendar."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One end of a date, as far as it is written out; months and days from 1, Monday is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as written. `precision` is day, month or year.

    `shift` counts days, months or years (after `precision`) from the day of publishing, or, where `relative_to` is
    "text", from the date spoken of before; `whole` where that is meant with all its days. `year_shift` is that of
    "next year" behind a day or month; `turn` is -1 for "last Friday" and 1 for "next Friday", `week` -1 for
    "Friday last week"; `length` is 2 for "today and tomorrow".
    """

    precision: str
    first: DatePoint = field(default_factory=DatePoint)
    last: DatePoint | None = None
    shift: int | None = None
    year_shift: int | None = None
    relative_to: str = "page"
    whole: bool = False
    turn: int | None = None
    week: int | None = None
    length: int = 1


def is_valid(point: DatePoint | None) -> bool:
    """Tell a day that a calendar may hold."""
    return point is None or point.day is None or 1 <= point.day <= (29 if point.month == 2 else 31)
