"""How sure a record is: what was said outright, what was taken over from elsewhere on the page."""

from __future__ import annotations

from ingest.extract.event_reading.register import Record


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


def confidence_of(record: Record) -> float:
    """Estimate the chance that name, edition, dates and city are all right."""
    sure = 0.97
    sure -= 0.0 if record.name.kind == "proper" else 0.07
    sure -= 0.0 if record.is_dated_here else 0.1
    sure -= 0.0 if record.precision == "day" else 0.08
    sure -= 0.0 if record.is_placed_here else 0.05
    if record.venue is None or record.venue.city is None:
        sure -= 0.1
    elif record.venue.how != "stated":
        sure -= 0.05
    if record.start is None or record.end is None:
        sure -= 0.08
    if record.parent is not None:
        sure -= 0.1
    return round(max(0.2, sure), 2)
