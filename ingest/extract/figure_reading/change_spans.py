"""Against what a statement's change is measured, once its span is known."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.dating import Span, resolve, shift_years
from ingest.extract.figure_reading.comparisons import is_comparison
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period

_ROUNDING = 1.0  # percentage points between a rate and what rounded amounts give


def basis_of(scene: Scene, number: int, span: Span) -> Quantity | None:
    """Give a group's change; against a year further back than the one before, its basis is another one."""
    group = scene.groups[number]
    change = group.get("change")
    if change is None or change.basis != "yoy" or span.end is None:
        return change
    if (opening := _compared_first(scene, group)) is not None:
        return replace(change, basis=basis_between(span, resolve(opening, scene.context.moment())))
    if _is_rate_of_years(scene, group, span.end.year):
        return replace(change, basis="other")
    if _is_from_month_before(scene, group, span):
        return replace(change, basis="mom")
    in_brackets = False  # where the change may be told in money: "by 3.6% (5 million) against"
    for at in range(change.at + 1, group.right):
        period = scene.chunks[at].value
        in_brackets = scene.chunks[at].key == "(" or (in_brackets and scene.chunks[at].key != ")")
        if in_brackets:
            continue
        if scene.chunks[at].is_quantity or scene.chunks[at].key == ";":
            break
        if isinstance(period, Period) and period.form in ("span", "same") and is_comparison(scene.chunks, at):
            is_far = period.year is not None and period.year < span.end.year - 1
            if period.unit == "month" and period.year is not None:
                return replace(change, basis=basis_between(span, resolve(period, scene.context.moment())))
            return replace(change, basis="other") if is_far or _is_other_part(period, span) else change
    return change


def _is_rate_of_years(scene: Scene, group: Group, year: int) -> bool:
    """Say whether a rate is one of many years: "rose to 472 billion in 2015 from 8 in 1991, growing 18 pct a year"."""
    near = scene.chunks[max(group.left, group.last - 6) : group.last + 4]
    if not any(c.key in words("each_year") for c in near):
        return False
    told = [c.value.year for c in scene.chunks[group.left : group.right] if isinstance(c.value, Period)]
    return any(earlier is not None and earlier < year - 1 for earlier in told)


def _is_from_month_before(scene: Scene, group: Group, span: Span) -> bool:
    """Say whether the value compared with is that of the month before: "up 11.7 percent from 13.6 billion in July"."""
    for quantity in group.quantities:
        at = scene.timing.base.get(quantity.at) if quantity.role == "base" else None
        period = scene.chunks[at].value if at is not None else None
        if isinstance(period, Period) and period.unit == "month" and period.form == "span":
            moment = replace(scene.context.moment(), anchor=span, year=span.end.year if span.end else None)
            is_before = basis_between(span, resolve(period, moment, is_base=True)) == "mom"
            return is_before and _agrees(group, quantity)
    return False


def _agrees(group: Group, base: Quantity) -> bool:
    """Say whether a rate leads from the base to the value, as far as both are told."""
    value, change = group.get("value"), group.get("change")
    if value is None or change is None or not base.number:
        return True
    return abs((value.number / base.number - 1) * 100 - change.number) < _ROUNDING


def _compared_first(scene: Scene, group: Group) -> Period | None:
    """Give the month or quarter with which a sentence opens by comparing: "Compared with May 2023, exports rose"."""
    compares = scene.chunks[0].has("compare") and len(scene.chunks[0].key) > 5
    if not compares or any(c.key in (";", "while") for c in scene.chunks[: group.first]):
        return None
    period = next((c.value for c in scene.chunks[1:4] if c.kind == "period"), None)
    is_part = isinstance(period, Period) and period.unit in ("month", "quarter", "half") and period.form == "span"
    return period if is_part and isinstance(period, Period) else None


def basis_between(span: Span, base: Span) -> str:
    """Tell on what a change between two spans is: the same days a year before, the month before, or another base."""
    if shift_years(span, -1) == base or span.start is None or span.end is None or base.start is None:
        return "yoy"
    if base.end is not None and (base.end - base.start).days > 360:
        return "yoy"  # "from 2019"
    months = (span.start.year - base.start.year) * 12 + span.start.month - base.start.month
    is_month = (span.start.day, base.start.day) == (1, 1) and (span.start.month == span.end.month) and span.end.day > 27
    return "mom" if is_month and months == 1 else "other"


def _is_other_part(period: Period, span: Span) -> bool:
    """Say whether a quarter or half is compared with another one: the third with "the second quarter"."""
    return period.unit in ("quarter", "half") and span.end is not None and period.last_month != span.end.month
