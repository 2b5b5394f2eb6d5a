"""When the page is read: lengths give missing ends, parts take over from their whole, what is no event is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.extract.event_reading.dating import year_of
from ingest.extract.event_reading.record import Record
from ingest.extract.event_reading.venue import Venue, venue_of
from ingest.extract.mentions.place import find_places

_NEAR_DAYS = timedelta(days=2)
_LONGEST_FAIR = timedelta(days=5)  # of which only the last day is told
_OF_EVENT = re.compile(r"closing|opening|concluding|final|wrap-up")  # "the closing press conference" is the fair's
_NUMBER = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?")
_ONE_DAY = ("launch", "signing", "press_conference")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence at `start:end` of the text that speaks of something which became no event, and why."""

    start: int
    end: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Home:
    """The place and day of a report's dateline."""

    venue: Venue
    day: date


def complete(records: list[Record], home: Home | None = None) -> tuple[list[Record], list[Dropped]]:
    """Give the records that are events, with what follows from what was told, and the others with the reason."""
    for record in records:
        _fill_by_length(record)
        _place_by_name(record, records)
    for record in records:
        _take_over(record, records)
        _take_year(record)
        if home is not None:
            _place_at_home(record, home)
    kept, dropped = [], []
    for record in records:
        reason = why_dropped(record)
        if reason is None:
            kept.append(record)
        else:
            dropped.append(Dropped(record.sentence.start, record.sentence.end, record.name.name, reason))
    return kept, dropped


def why_dropped(record: Record) -> str | None:
    """Say why a record is no event; None for an event."""
    if _is_heading(record):
        return "a journey that only a heading names"
    if record.is_series and record.start is None and record.end is None:
        return "speaks of the series"
    if record.start is None and record.end is None and record.venue is None and not record.is_undated:
        return "neither date nor place"
    told = record.is_dated_here or record.is_placed_here or record.is_undated or record.parent is not None
    if record.name.kind in ("plain", "definite") and not told:
        return "a plain noun without date or place of its own"
    if record.name.kind in ("plain", "definite") and record.precision is None and not _is_placed(record):
        return "a plain noun with neither date nor city"
    if record.name.kind == "deed-verb" and not _is_ceremony(record):
        return "a deed without the day and place of a ceremony"
    return None


def _is_placed(record: Record) -> bool:
    """Tell whether a plain event without a date is told well enough by its place."""
    if record.name.event_type == "visit":
        return False
    if record.is_undated or record.parent is not None:
        return True
    venue = record.venue
    return venue is not None and bool(venue.city or venue.region)


def _is_ceremony(record: Record) -> bool:
    """A deed that only a verb tells is an event where its day is told, and of what is signed its city too."""
    if record.precision != "day" or not record.is_dated_here:
        return False
    return record.name.event_type == "launch" or (record.venue is not None and record.venue.city is not None)


def _place_by_name(record: Record, records: list[Record]) -> None:
    """A fair that bears the name of a city takes place there: the Kunming Import and Export Fair."""
    name = record.name.name
    is_fair = record.name.event_type == "expo" and record.name.kind == "proper" and not record.is_series
    is_opening = record.name.kind == "deed-verb" and record.name.event_type == "launch"  # "its Chongqing office opened"
    is_placed = record.venue is not None and (is_fair or record.venue.city is not None)
    if not (is_fair or is_opening) or is_placed or record.precision is None:
        return
    if any(other is not record and other.key == record.key and other.venue is not None for other in records):
        return  # another edition tells that it is held elsewhere
    for place in find_places(name)[:1]:
        if is_opening and place.value.is_city:
            record.venue = replace(venue_of(place.value), how="name")
        if place.start == 0 and place.value.is_city and name[place.end : place.end + 1] == " ":
            record.venue = replace(venue_of(place.value), how="name")


def _fill_by_length(record: Record) -> None:
    if record.name.event_type in _ONE_DAY and record.start is not None:
        record.end = record.end or record.start
        return
    if record.days is None or record.precision != "day":
        return
    if record.conflicts and record.start is not None and record.end not in (None, record.start):
        record.start = None  # told in two ways; its length and its end decide
    length = timedelta(days=max(0, int(record.days + 0.5) - 1))
    if record.start is not None and record.end in (None, record.start):
        record.end = record.start + length
    elif record.end is not None and record.start is None:
        record.start = record.end - length


def _take_over(record: Record, records: list[Record]) -> None:
    parent = record.parent or _surrounding(record, records)
    if parent is None:
        return
    is_wide = record.venue is None or (
        record.parent is not None
        and parent.venue is not None
        and not (record.venue.city or record.venue.region)
        and record.venue.country == parent.venue.country
    )
    if is_wide and parent.venue is not None:
        record.venue = Venue(parent.venue.city, parent.venue.region, parent.venue.country, "inherited")
    if record.is_parallel and record.precision is None and record.parent is not None:
        record.start, record.end, record.precision = parent.start, parent.end, parent.precision
    one_day = parent.start is not None and parent.start == parent.end
    if record.parent is not None and record.name.kind == "deed" and record.precision is None and one_day:
        record.start, record.end, record.precision = parent.start, parent.end, parent.precision
    if record.nth_day and record.start is None and parent.start is not None and parent.precision == "day":
        steps = {"first": 0, "opening": 0, "second": 1, "third": 2}
        if record.nth_day in steps:
            day = parent.start + timedelta(days=steps[record.nth_day])
        else:
            day = parent.end or parent.start
        record.start = record.end = day
        record.precision = "day"


def _place_at_home(record: Record, home: Home) -> None:
    """What a report tells of yesterday, today or tomorrow without a place happens where it was written."""
    day = record.start or record.end
    if record.venue is not None or record.precision != "day" or day is None or record.mode == "online":
        return
    last = record.end or day
    is_near = day - _NEAR_DAYS <= home.day <= last + _NEAR_DAYS
    if (
        is_near
        and record.name.event_type not in ("visit", "press_conference")
        and not record.is_aside
        and not record.is_named_by_headline
    ):
        record.venue = home.venue


def _surrounding(record: Record, records: list[Record]) -> Record | None:
    """Give the event of the page during whose days this one takes place."""
    is_elsewhere = record.name.event_type == "press_conference" and not _OF_EVENT.match(record.name.name)
    if record.venue is not None or is_elsewhere or record.precision != "day":
        return None
    first = record.start or record.end
    for other in records:
        if other is record or other.venue is None or other.precision != "day" or first is None:
            continue
        start = other.start or (other.end - _LONGEST_FAIR if other.end and other.name.event_type == "expo" else None)
        is_within = start is not None and start <= first <= (other.end or start)
        if other.sentence.start <= record.sentence.start and is_within:
            return other
    return None


def _take_year(record: Record) -> None:
    """ "This year's expo" and "Forum 2023" are known to the year."""
    if record.start is None and record.end is None and record.year is not None and record.venue is not None:
        days = year_of(record.year)
        record.start, record.end, record.precision = days.start, days.end, days.precision


def _is_heading(record: Record) -> bool:
    """Tell "3. Mission to Nanning" above the story of a journey, which tells of it in words of its own."""
    if record.name.event_type != "visit" or record.start or record.end or record.sightings > 1:
        return False
    return _NUMBER.sub("", record.sentence.text).strip() == record.name.name
