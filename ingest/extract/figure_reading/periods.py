"""Which span of days a statement covers, and the words that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ingest.extract.dating import UNKNOWN, Span, resolve, shift_years
from ingest.extract.figure_reading.forecasts import clause_start
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.mentions.period import Period

_WITH_PERIOD = ("in", "for", "from", "over", "during", "between", "since", "by", "through")


class Dated(NamedTuple):
    """A span with its words; `is_inherited` tells that what was said before gave it."""

    span: Span
    text: str | None
    is_inherited: bool


def period_of(scene: Scene, number: int) -> Dated:
    """Date group `number`: by a period of its sentence, else by the one last spoken of."""
    group, context = scene.groups[number], scene.context
    at = scene.timing.of(number)
    if at is None or _dates_only_base(group, at):
        return Dated(context.span or UNKNOWN, context.period_text, True)
    period = scene.chunks[at].value
    if not isinstance(period, Period):
        return Dated(UNKNOWN, None, True)
    is_future = any(c.has("forecast") for c in scene.chunks[clause_start(scene, group) : group.first])
    span = resolve(period, context.moment(is_future=is_future))
    return Dated(_last_year(span) if _is_average(scene, group) else span, _words(scene, at), False)


def _is_average(scene: Scene, group: Group) -> bool:
    """Say whether a group tells an average annual rate, and no sum over the years."""
    change, value = group.get("change"), group.get("value")
    if change is None or change.basis != "other" or not any(c.has("average") for c in scene.chunks[group.left :]):
        return False
    return value is None or any(c.key == "to" for c in scene.chunks[change.at + 1 : value.at])


def _last_year(span: Span) -> Span:
    """Give the end year of a span of years, on whose record an average rate stands."""
    if span.start is None or span.end is None or span.start.year == span.end.year:
        return span
    return Span(date(span.end.year, 1, 1), span.end)


def _dates_only_base(group: Group, at: int) -> bool:
    """Say whether a period behind a change dates only its base: "14 percent more than at the fair of April 2012"."""
    change = group.get("change")
    return change is not None and change.basis == "other" and len(group.quantities) == 1 and at > group.last


def period_of_base(scene: Scene, number: int, base: Quantity, main: Span) -> Dated:
    """Date a value that group `number` compares with: by its own period, else a year before the main one's."""
    timing = scene.timing
    at = timing.base.get(base.at)
    if at is None and timing.early is not None and timing.own.get(number) != timing.early:
        at = timing.early
    if at is None:
        return Dated(shift_years(main, -1), None, True)
    moment = replace(scene.context.moment(), anchor=main, year=main.end.year if main.end else None)
    period = scene.chunks[at].value
    span = resolve(period, moment, is_base=True) if isinstance(period, Period) else UNKNOWN
    if main.start is None and main.end is not None:
        span = Span(None, span.end)  # a stock, a year earlier
    return Dated(span, _words(scene, at), False)


def _words(scene: Scene, at: int) -> str:
    """Give the words of a period with its preposition."""
    before = scene.chunks[at - 1] if at else None
    if before is not None and before.key in _WITH_PERIOD:
        return f"{scene.words(at - 1)} {scene.words(at)}"
    return scene.words(at)
