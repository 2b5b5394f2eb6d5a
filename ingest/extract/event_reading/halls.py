"""The city of a hall that the page tells elsewhere: "at BITEC in Bangkok" above, "again at BITEC" below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.extract.event_reading.record import Record
from ingest.extract.event_reading.venue import Venue, venue_of
from ingest.extract.folding import fold
from ingest.extract.mentions.place import find_places

_AT_HALL = re.compile(
    r"\bat\s+(?:the\s+)?(?P<hall>[A-Z][\w&'-]+(?:\s+(?:[A-Z][\w&'-]+|and|&|of)){0,6})(?=[.,;]|\s+[a-z(]|$)"
)
_REACH = 60  # characters behind a hall's name in which its city stands
_GAP = re.compile(r"(?:\s+\([^)]{2,40}\))?,?\s+(?:in\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}")


def place_by_hall(records: Iterable[Record], text: str) -> None:
    """Give dated events without a place, at a hall that the page tells of, the hall's city."""
    for record in records:
        is_placed = record.venue is not None and record.venue.city is not None
        if record.name.event_type == "visit" or record.precision is None or is_placed:
            continue
        hall = _AT_HALL.search(fold(record.sentence.text))
        venue = _city_of(hall["hall"], text) if hall else None
        if venue is not None and (record.venue is None or record.venue.country in (None, venue.country)):
            record.venue = venue


def _city_of(hall: str, text: str) -> Venue | None:
    for match in re.finditer(rf"\b{re.escape(hall)}\b", text):
        behind = text[match.end() : match.end() + _REACH]
        cities = [m for m in find_places(behind) if m.value.is_city and m.value.role == "plain"]
        if cities and _GAP.fullmatch(behind, 0, cities[0].start):
            return venue_of(cities[0].value, "hall")
    return None
