"""The city that a page is about, which "in the city" and a district alone mean."""

from __future__ import annotations

from collections import Counter

from ingest.extract.event_reading.venue import Venue, venue_of
from ingest.extract.mentions.place import Place, find_places
from ingest.records import Document

_REACH = 6000  # characters of the text that are looked at
_OFTEN = 3  # times that a page names its city
_FEWER = 2  # times as often as any other


def city_of_page(document: Document) -> Venue | None:
    """Give the only city of the headline, else the one that the text names by far most often."""
    titled = {place.name: place for place in _cities(document.title or "")}
    if len(titled) == 1:
        return venue_of(next(iter(titled.values())), "pointed")
    named = _cities(document.text[:_REACH])
    counts = Counter(place.name for place in named).most_common(2)
    if not counts or counts[0][1] < _OFTEN or (len(counts) > 1 and counts[0][1] < _FEWER * counts[1][1]):
        return None
    return venue_of(next(place for place in named if place.name == counts[0][0]), "pointed")


def _cities(text: str) -> list[Place]:
    return [m.value for m in find_places(text) if m.value.is_city and m.value.form != "adjective"]
