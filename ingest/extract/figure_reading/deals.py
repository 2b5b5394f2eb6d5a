"""Deals take their days, and where nothing else is said their economies, from the event at which they were signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.extract.dating import UNKNOWN, Span
from ingest.extract.figure_reading.context import WORLD
from ingest.extract.figure_reading.statements import Statement
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.sentences import Sentence
from ingest.records import Event

_LONGEST_EVENT = 45  # days
_YEAR = re.compile(r"\s*\b(?:19|20)\d\d\b")
_COMPARED = re.compile(
    r"\b(?:previous|last|preceding|prior)\s(?:session|edition|expo|fair|event|forum|one)\b", re.IGNORECASE
)

_THIS_YEARS = re.compile(
    r"\bthis\syear['’]s\s(?:[\w-]+\s){0,4}?(?:expo|fair|exhibition|event|forum|summit|session|edition|show|meeting|conference|week)\b",
    re.IGNORECASE,
)

# Kinds of event (as in records) by how likely deals are told of them.
_RANK = {"expo": 0, "forum": 1, "summit": 2, "conference": 3, "meeting": 4, "signing": 5, "visit": 6}


def settle_deals(statement: Statement, sentence: Sentence, events: Sequence[Event]) -> Statement:
    """Give a statement of deals the period of its event, unless its own words name one."""
    if statement.indicator != "deals":
        return statement
    event = event_of(sentence, events)
    if event is None:
        return statement
    if not statement.is_base and _COMPARED.search(sentence.text):
        event = _latest_edition(event, events)
    statement = _with_sides(statement, sentence, event)
    days = _days(_ceremony(sentence, events) or event)
    if "period" in statement.inherited or statement.span == UNKNOWN:
        status = "actual" if event.status == "held" else statement.status
        return replace(statement, span=days, period_text=event.name, status=status)
    is_its_year = event.span_start == sentence.start or _THIS_YEARS.search(sentence.text) is not None
    is_wider = is_its_year and _holds(statement.span, days)
    return replace(statement, span=days) if is_wider or _are_same_days(statement.span, days) else statement


def part_of_deals(statement: Statement, before: Statement) -> Statement:
    """Give a part the sides of the deals told before: "Of the total, fresh fruits contributed 612 million"."""
    if statement.indicator != "deals" or before.indicator != "deals":
        return statement
    if statement.is_base and statement.rule == "context":
        return replace(statement, reporter=before.reporter, partner=before.partner)
    if statement.scope is None:
        return statement
    value, whole = statement.value, before.value
    goes_on = statement.rule in ("part", "context", "gapped", "continued") and "partner" in statement.inherited
    if not goes_on or value is None or whole is None or value.number >= whole.number or statement.partner != WORLD:
        return statement
    return replace(statement, reporter=before.reporter, partner=before.partner)


def told_again(deals: Statement, change: Statement) -> Statement | None:
    """Give deals the change that the next sentence tells of them; none where it tells of something else."""
    is_change = change.indicator == deals.indicator == "deals" and change.rule == "context" and change.value is None
    if not is_change or change.change is None or deals.value is None or deals.change is not None:
        return None
    return replace(deals, change=change.change)


def _with_sides(statement: Statement, sentence: Sentence, event: Event) -> Statement:
    """Settle the sides: the host reports, whoever else signed or is named beside it is the partner."""
    places = [m.value for m in find_places(f"{sentence.text} {event.city or ''} {event.region or ''}")]
    home = {place.name: place.country or place.name for place in places}
    host = event.country or home.get(event.city or event.region or "")
    reporter, partner = statement.reporter, statement.partner
    goes_on = statement.rule == "context"  # with deals whose host was settled before
    if "reporter" in statement.inherited and not goes_on:
        reporter = host or reporter
    guest = None
    if host is not None and not goes_on and reporter in home and home[reporter] != host:
        reporter, guest = host, reporter  # "Vietnamese exporters booked orders at the fair in Nanning"
    if partner == WORLD or (host is not None and home.get(partner, partner) == host == home.get(reporter, reporter)):
        partner = guest or _guest(event, places, host, reporter) or WORLD
    return replace(statement, reporter=reporter, partner=partner)


def _guest(event: Event, places: Sequence[Place], host: str | None, reporter: str) -> str | None:
    """Find the one other economy that the event's name, or else the sentence, speaks of: the China-ASEAN Expo's."""
    hosts = {event.country, event.region, event.city, host, reporter}
    beside = {place.name for place in places if place.role == "plain" and place.kind in ("country", "group")} - hosts
    named = {place.value.name for place in find_places(event.name)} - hosts
    return next((found.pop() for found in (named, beside) if len(found) == 1), None)


def _latest_edition(event: Event, events: Sequence[Event]) -> Event:
    """Choose, of an event's editions that the page tells of, the one that has been held last."""
    editions = [e for e in events if e.name == event.name and e.status == "held" and e.start_date is not None]
    return max(editions, key=lambda e: e.start_date or date.min, default=event)


def _holds(span: Span, days: Span) -> bool:
    """Tell whether a span is the year of some days: "at the fair held from June 15 to 19 this year"."""
    if not (span.start and span.end and days.start and days.end):
        return False
    return (span.end - span.start).days > _LONGEST_EVENT and span.start <= days.start and days.end <= span.end


def _days(event: Event) -> Span:
    """Give the days of an event; only its end where its start, read elsewhere on the page, lies behind that."""
    end = event.end_date or event.start_date
    start = event.start_date
    return Span(start if start and end and start <= end else None, end)


def _ceremony(sentence: Sentence, events: Sequence[Event]) -> Event | None:
    """Give the ceremony that a sentence points at: "the ceremony saw deals signed for 470 projects"."""
    if "the ceremony" not in sentence.text:
        return None
    told = [e for e in events if e.event_type == "signing" and e.start_date and e.span_start < sentence.start]
    return told[-1] if told else None


def _are_same_days(span: Span, days: Span) -> bool:
    """Tell whether two spans name the same days, be it of other years: an event is dated by its tense."""
    ends = [(day.month, day.day) for day in (span.start, span.end, days.start, days.end) if day]
    return len(ends) == 4 and ends[:2] == ends[2:]


def event_of(sentence: Sentence, events: Sequence[Event]) -> Event | None:
    """Choose the event: one told of in the sentence, else the page's first fair that has begun, else its first one."""
    dated = [e for e in events if e.start_date or e.end_date]
    text = sentence.text.lower()
    if any(back in text for back in words("back_to_event")):
        return max((e for e in dated if e.span_start < sentence.start), key=lambda e: e.span_start, default=None)
    here = [e for e in dated if e.span_start == sentence.start or e.name.lower() in text]
    mains = {
        _YEAR.sub("", e.name): e for e in sorted(dated, key=lambda e: -e.span_start)
    }  # of each, the edition told first
    order = sorted(here or mains.values(), key=lambda e: _RANK.get(e.event_type or "", len(_RANK)))
    return next((e for e in order if e.status == "held"), order[0] if order else None)
