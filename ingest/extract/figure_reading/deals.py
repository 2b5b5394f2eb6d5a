"""Deals take their days, and where nothing else is said their economies, from the event at which they were signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.dating import UNKNOWN, Span
from ingest.extract.figure_reading.context import WORLD
from ingest.extract.figure_reading.statements import Statement
from ingest.extract.mentions.place import find_places
from ingest.extract.sentences import Sentence
from ingest.records import Event

_BACK = ("that occasion", "that event", "that edition", "that session")
_FAIRS = ("expo", "forum", "summit", "conference", "meeting", "signing", "visit")


def settle_deals(statement: Statement, sentence: Sentence, events: Sequence[Event]) -> Statement:
    """Give a statement of deals the period of its event, unless its own words name one."""
    if statement.indicator != "deals":
        return statement
    event = event_of(sentence, events)
    if event is None:
        return statement
    host = event.country if "reporter" in statement.inherited else statement.reporter
    statement = replace(statement, reporter=host or statement.reporter)
    guests = {p.value.name for p in find_places(event.name)} - {
        event.country,
        event.region,
        event.city,
        statement.reporter,
        None,
    }
    if statement.partner == WORLD and len(guests) == 1:
        statement = replace(statement, partner=guests.pop())  # the China-ASEAN Expo's deals
    if "period" not in statement.inherited and statement.span != UNKNOWN:
        return statement
    end = event.end_date or event.start_date
    return replace(statement, span=Span(event.start_date, end), period_text=event.name)


def event_of(sentence: Sentence, events: Sequence[Event]) -> Event | None:
    """Choose the event: one told of in the sentence, else the page's first fair that has begun, else its first one."""
    dated = [e for e in events if e.start_date or e.end_date]
    if any(words in sentence.text.lower() for words in _BACK):
        before = [e for e in dated if e.span_start < sentence.start]
        return max(before, key=lambda e: e.span_start) if before else None
    here = [e for e in dated if e.span_start == sentence.start or e.name.lower() in sentence.text.lower()]
    order = sorted(here or dated, key=lambda e: _FAIRS.index(e.event_type) if e.event_type in _FAIRS else len(_FAIRS))
    held = [e for e in order if e.status == "held"]
    return (held or order or [None])[0]
