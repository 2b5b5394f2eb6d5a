"""How sure a record is: what was said outright, what was taken over from elsewhere on the page."""

from __future__ import annotations

from ingest.extract.event_reading.record import Record


def rule_of(record: Record) -> str:
    """Name the construction that told of the event."""
    kind = "named" if record.name.kind == "proper" else "described"
    if record.parent is not None:
        return f"{kind}-part-of-event"
    if record.is_dated_here and record.is_placed_here:
        return f"{kind}-with-date-and-place"
    if record.is_dated_here:
        return f"{kind}-with-date"
    if record.is_placed_here:
        return f"{kind}-with-place"
    return f"{kind}-told-later"


# What each way of finding a venue takes from the certainty.
_VENUE_DOUBTS = {
    "stated": 0.0,
    "pointer": 0.03,
    "pointed": 0.1,
    "host": 0.03,
    "at": 0.03,
    "goal": 0.03,
    "fronted": 0.05,
    "hall": 0.06,
    "name": 0.08,
    "dateline": 0.08,
    "shared": 0.1,
    "inherited": 0.1,
}
_PRECISION_DOUBTS = {"day": 0.0, "month": 0.03, "year": 0.1, None: 0.2}


def confidence_of(record: Record) -> float:
    """Estimate the chance that name, edition, dates and city are all right.

    Each doubt was set by how often records of its kind were wrong on pages that the rules had not seen before.
    """
    doubts = [
        0.02,
        0.0 if record.name.kind == "proper" else 0.03 if record.name.event_type == "press_conference" else 0.06,
        0.0 if record.is_dated_here else 0.06,
        _PRECISION_DOUBTS[record.precision],
        _venue_doubt(record),
        0.04 if record.start is None or record.end is None else 0.0,
        0.05 if record.is_guessed else 0.0,
        0.05 if _may_be_longer(record) else 0.0,
        0.05 if record.parent is not None else 0.0,
        0.12 if record.is_named_by_headline else 0.0,
        0.03 * max(0, record.crowd - 2),
        0.12 if record.conflicts else 0.0,
        0.05 if len(record.name.name.split()) > 12 else 0.0,
    ]
    return round(max(0.2, 1.0 - sum(doubts)), 2)


def _venue_doubt(record: Record) -> float:
    if record.venue is None or record.venue.city is None:
        return 0.02 if record.mode == "online" else 0.1
    return _VENUE_DOUBTS[record.venue.how] + (0.0 if record.is_placed_here else 0.04)


def _may_be_longer(record: Record) -> bool:
    """Tell an expo with one day only, told by no verb of opening or closing: it may have gone on."""
    one_day = record.precision == "day" and record.start is not None and record.start == record.end
    return one_day and record.name.event_type == "expo"
