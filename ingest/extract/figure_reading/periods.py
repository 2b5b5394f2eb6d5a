"""Which span of days a statement covers, and the words that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from ingest.extract.dating import UNKNOWN, Moment, Span, resolve, shift_years
from ingest.extract.figure_reading.beside_periods import counts_since
from ingest.extract.figure_reading.forecasts import is_cued, is_hindsight
from ingest.extract.figure_reading.groups import Group, run_of
from ingest.extract.figure_reading.quantities.quantity import Quantity, skip_soft
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period

_THIS_YEAR = Period("span", unit="year", year_offset=0)
_WITH_PERIOD = ("in", "for", "from", "over", "during", "between", "since", "by", "through")


class Dated(NamedTuple):
    """A span with its words; `is_inherited` tells that what was said before gave it."""

    span: Span
    text: str | None
    is_inherited: bool


def period_of(scene: Scene, number: int) -> Dated:
    """Date group `number`: by a period of its sentence, else by the one last spoken of."""
    group, context = scene.groups[number], scene.context
    if number and _is_previous(scene, group):
        main = period_of(scene, number - 1)
        return Dated(_span_before(main.span), main.text, False)
    if number not in scene.timing.own and (years := _years_to_come(scene, group)) is not None:
        return Dated(UNKNOWN, _words(scene, years), False)
    at = scene.timing.of(number)
    if at is None or _dates_only_base(scene, group, at):
        if is_cued(scene, group) and any(c.key in words("yearly") for c in scene.chunks[group.left : group.first]):
            return Dated(
                resolve(_THIS_YEAR, context.moment(is_future=True)), None, True
            )  # "the annual total to exceed"
        if _is_share_before(scene, number):
            return Dated(shift_years(context.span or UNKNOWN, -1), None, True)
        return Dated(context.span or UNKNOWN, context.period_text, True)
    if at < group.left and _is_share_before(scene, number):
        return Dated(shift_years(context.span or UNKNOWN, -1), None, True)
    period = scene.chunks[at].value
    if not isinstance(period, Period):
        return Dated(UNKNOWN, None, True)
    is_future = is_cued(scene, group) and not is_hindsight(scene, group)
    moment = replace(context.moment(is_future=is_future), is_estimate=_is_estimate(scene, group))
    if period.form == "same" and context.span is None:
        moment = _told_before(scene, at, moment)
    span = _dealt(scene, number, period) or resolve(period, moment)
    if period.bound in ("by", "as_of") and span.end is not None and _is_in_year(scene, at):
        span = Span(span.end.replace(month=1, day=1), span.end)
    if (since := _counted_since(scene, at)) is not None:
        span = Span(since, span.end)
    is_of_end = _is_average(scene, group) or (_is_course(period) and _base_of_course(scene, group) is not None)
    return Dated(_last_year(span) if is_of_end else span, _words(scene, at), False)


def _is_estimate(scene: Scene, group: Group) -> bool:
    """Say whether a figure is reckoned before its period has ended: "exports in January are estimated at"."""
    return any(c.key in words("estimating") for c in scene.chunks[group.left : group.first])


def _counted_since(scene: Scene, at: int) -> date | None:
    """Give the day from which on a sum up to another is counted: "Since December 2021 it has, by the end of 2024,"."""
    opening = counts_since(scene.chunks)
    period = scene.chunks[at].value
    if opening is None or opening >= at or not isinstance(period, Period):
        return None
    if period.bound not in ("as_of", "by") and period.form != "so_far":
        return None
    first = scene.chunks[opening].value
    start = resolve(first, scene.context.moment()).start if isinstance(first, Period) else None
    return start or None


def _years_to_come(scene: Scene, group: Group) -> int | None:
    """Find years in which something is to be reached, of which no page says which: "within three years"."""
    for n in range(group.left, group.right):
        period = scene.chunks[n].value
        is_vague = isinstance(period, Period) and period.form == "vague"
        if is_vague and any(word in scene.chunks[n].key for word in ("within", "next", "coming")):
            return n if is_cued(scene, group) else None
    return None


def _is_share_before(scene: Scene, number: int) -> bool:
    """Say whether a share is only the one from which another came: "to 17.6 percent from 16.4"."""
    group = scene.groups[number]
    is_share = number > 0 and group.is_comparison and [q.role for q in group.quantities] == ["share"]
    return is_share and scene.chunks[skip_soft(scene.chunks, group.first)].key.endswith("from")


def _is_previous(scene: Scene, group: Group) -> bool:
    """Say whether a note tells the figure before: "+4.0% (f'cast -3.6%, prev -7.6%)"."""
    before = [c.key for c in scene.chunks[max(0, group.first - 3) : group.first] if c.key not in (":", ".")]
    return len(before) > 1 and before[-1] in words("previous_ones") and before[-2] in ("(", ",", ";", "/")


def _span_before(span: Span) -> Span:
    """Give the month, quarter, half or year before a span."""
    if span.start is None or span.end is None or span.start.day != 1:
        return UNKNOWN
    length = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1
    first = span.start.year * 12 + span.start.month - 1 - length
    return Span(date(first // 12, first % 12 + 1, 1), span.start - timedelta(days=1))


def _told_before(scene: Scene, at: int, moment: Moment) -> Moment:
    """Take the period told before in the sentence: "from 8.9 in January-May 2010 to 9.9 in the same months of"."""
    for chunk in reversed(scene.chunks[:at]):
        if isinstance(chunk.value, Period) and chunk.value.form in ("span", "years", "fiscal"):
            return replace(moment, anchor=resolve(chunk.value, moment))
    return moment


def _dealt(scene: Scene, number: int, period: Period) -> Span | None:
    """Deal years or months out that are told together: "5 and 6 billion in 2009 and 2010 respectively"."""
    run = run_of(scene.groups, number)
    if len(run) < 2 or period.bound != "in" or not scene.is_dealt_out(run):
        return None
    index = number - run.start
    if period.form == "years" and period.year and period.last_year and period.last_year - period.year + 1 == len(run):
        return Span(date(period.year + index, 1, 1), date(period.year + index, 12, 31))
    is_listed = period.form == "span" and period.unit is None and period.first_month > 1
    if is_listed and period.last_month - period.first_month + 1 == len(run):
        month = period.first_month + index
        return resolve(replace(period, first_month=month, last_month=month, unit="month"), scene.context.moment())
    return None


def _is_in_year(scene: Scene, at: int) -> bool:
    """Say whether the sentence opens with the year up to a month of which it tells: "this year, by October"."""
    first = scene.timing.lead
    lead = scene.chunks[first].value if first is not None and first != at else None
    return isinstance(lead, Period) and lead.form == "span" and lead.unit == "year"


def _is_average(scene: Scene, group: Group) -> bool:
    """Say whether a group tells an average annual rate, and no sum over the years."""
    change, value = group.get("change"), group.get("value")
    if change is None or change.basis != "other" or not any(c.has("average") for c in scene.chunks[group.left :]):
        return False
    return value is None or any(c.key == "to" for c in scene.chunks[change.at + 1 : value.at])


def _is_course(period: Period) -> bool:
    """Say whether a period tells from which year to which."""
    return period.form == "years" and period.bound == "in" and period.unit != "fiscal"


def _base_of_course(scene: Scene, group: Group) -> Quantity | None:
    """Give the value from which another was reached over years: "from 2017 to 2021 it grew from 67 billion to 131"."""
    base, value = group.get("base"), group.get("value")
    if base is None or value is None or base.at > value.at:
        return None
    led = ("from" in [c.key for c in scene.chunks[max(0, base.at - 3) : base.at]]) and any(
        c.key == "to" or c.key.endswith(" to") for c in scene.chunks[base.at + 1 : value.at]
    )
    return base if led else None


def _last_year(span: Span) -> Span:
    """Give the end year of a span of years, on whose record an average rate stands."""
    if span.start is None or span.end is None or span.start.year == span.end.year:
        return span
    return Span(date(span.end.year, 1, 1), span.end)


def _dates_only_base(scene: Scene, group: Group, at: int) -> bool:
    """Say whether a period behind a change dates only its base: "14 percent more than at the fair of April 2012"."""
    change, period = group.get("change"), scene.chunks[at].value
    if isinstance(period, Period) and _is_course(period):
        return False  # "averaged annual growth of 15 percent between 2018 and 2022"
    return change is not None and change.basis == "other" and len(group.quantities) == 1 and at > group.last


def period_of_base(scene: Scene, number: int, base: Quantity, main: Span) -> Dated:
    """Date a value that group `number` compares with: by its own period, else a year before the main one's."""
    timing = scene.timing
    at = _of_listed_bases(scene, base)
    if at is None and timing.early is not None and timing.own.get(number) != timing.early:
        at = timing.early
    if at is None and (since := _begun_since(scene)) is not None:
        return Dated(resolve(since, scene.context.moment()), None, False)
    if at is None:
        return Dated(_before(scene, number, base, main), None, True)
    moment = replace(scene.context.moment(), anchor=main, year=main.end.year if main.end else None)
    period = scene.chunks[at].value
    span = resolve(period, moment, is_base=True) if isinstance(period, Period) else UNKNOWN
    shifted = shift_years(main, -1)
    if isinstance(period, Period) and _is_year_before(period) and shifted.end and span.end and shifted.start:
        span = shifted if shifted.end.year == span.end.year else span  # in January, "from last year's 588 million"
    if main.start is None and main.end is not None:
        span = Span(None, span.end)  # a stock, a year earlier
    return Dated(span, _words(scene, at), False)


def _begun_since(scene: Scene) -> Period | None:
    """Give the year from which on a value rose: "Since 2003 exports have risen from 5.7 to 27.4 billion in 2011"."""
    lead = scene.chunks[scene.timing.lead].value if scene.timing.lead is not None else None
    is_since = isinstance(lead, Period) and lead.bound == "since" and lead.unit == "year"
    return replace(lead, bound="in") if is_since and isinstance(lead, Period) else None


def _of_listed_bases(scene: Scene, base: Quantity) -> int | None:
    """Give the chunk of a base's period, which may stand behind the next one: "1.45 and 2.02 billion in July 2011"."""
    at = base.at
    while at not in scene.timing.base:
        behind = scene.chunks[at + 1 : at + 3]
        if len(behind) < 2 or behind[0].key != "and" or behind[1].kind != "money":
            return None
        at += 2
    return scene.timing.base[at]


def _is_year_before(period: Period) -> bool:
    """Say whether the year before is named by itself, and no month of it."""
    return (period.form, period.unit, period.year_offset, period.bound) == ("span", "year", -1, "in")


def _before(scene: Scene, number: int, base: Quantity, main: Span) -> Span:
    """Date a base without a period: the first of the years over which a value changed, else a year before."""
    at = scene.timing.of(number)
    if at is not None and base is _base_of_course(scene, scene.groups[number]):
        period = scene.chunks[at].value
        if isinstance(period, Period) and period.year and _is_course(period):
            return Span(date(period.year, 1, 1), date(period.year, 12, 31))
    return shift_years(main, -1)


def _words(scene: Scene, at: int) -> str:
    """Give the words of a period with its preposition."""
    before = scene.chunks[at - 1] if at else None
    if before is not None and before.key in _WITH_PERIOD:
        return f"{scene.words(at - 1)} {scene.words(at)}"
    return scene.words(at)
