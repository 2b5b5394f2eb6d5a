"""Which event of a sentence the people that it counts come to."""

from __future__ import annotations

import re

from ingest.extract.event_reading.attendance import find_goers, find_mode, find_participants
from ingest.extract.event_reading.reading import Reading
from ingest.extract.event_reading.record import Record
from ingest.extract.mentions.count import Count

SMALL = ("press_conference", "signing", "launch")
_Told = list[tuple[Record, Reading]]


def deal_out_counts(text: str, offset: int, told: _Told, main: Record | None) -> None:
    """Add the counts of a sentence to its events; their readings begin at `offset`, `main` is the page's event."""
    visits = [
        record for record, reading in told if record.name.event_type == "visit" and reading.name.kind != "pronoun"
    ]
    for count in find_goers(text) if len(visits) == 1 else ():
        add_count(visits[0], count)
    for mention in find_participants(text, names_event=True):
        if _is_said(told, offset, mention.start):
            if main is not None:
                add_count(main, mention.value)
            continue
        near = [pair for pair in told if not _parted(text, pair[1].start + offset, mention.start)] or told
        before = [pair for pair in near if pair[1].start + offset < mention.start]
        add_count(_counted_for(before) if before else best_attended(near), mention.value)


def deal_out_modes(text: str, offset: int, told: _Told) -> None:
    """Tell the events of a sentence how each is attended: what stands behind one is told of it, else of all."""
    mode = find_mode(text)
    if mode is None:
        return
    own = {id(record): find_mode(text[slice(*_stretch(reading, offset, told))]) for record, reading in told}
    for record, _ in told:
        record.mode = record.mode or (own[id(record)] if any(own.values()) else mode)


def _stretch(reading: Reading, offset: int, told: _Told) -> tuple[int, int | None]:
    """Give from where to where a sentence speaks of an event: up to the next that is not coordinated with it."""
    kin = {id(other) for _, other in told if other.group == reading.group}
    after = [other.start for _, other in told if id(other) not in kin and other.start > reading.start]
    return reading.start + offset, min(after) + offset if after else None


def _is_said(told: _Told, offset: int, start: int) -> bool:
    """Tell a count in front of the one press conference of a sentence, where it was told: of the event."""
    only = told[0] if len(told) == 1 else None
    return only is not None and only[0].name.event_type == "press_conference" and start < only[1].start + offset


def add_count(record: Record, count: Count) -> None:
    """Add a count to an event that has none of this number."""
    if all(count.count != other.count for other in record.participants):
        record.participants.append(count)


def best_attended(told: _Told) -> Record:
    """People are counted for the event, not for its press conference."""
    for record, _ in told:
        if record.name.event_type not in SMALL:
            return record
    return told[0][0]


def _parted(text: str, one: int, other: int) -> bool:
    """Tell whether a mark that ends a clause stands between two offsets."""
    return re.search(r"[;:]\s", text[min(one, other) : max(one, other)]) is not None


def _counted_for(told: _Told) -> Record:
    """Choose the event that a count behind these names belongs to: the last, with those told together with it."""
    last = next((reading for record, reading in reversed(told) if record.name.event_type not in SMALL), None)
    if last is None:
        return told[0][0]
    kin = [pair for pair in told if pair[1].group == last.group or pair[1] is last.holds]
    return best_attended(kin)
