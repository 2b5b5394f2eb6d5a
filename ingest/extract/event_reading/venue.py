"""Where an event takes place: the city, province and country that the page says or that belong to what it says."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import Place

_CAPITALS = {country: city for country, (city, *_) in load_words("capitals.yml").items()}


@dataclass(frozen=True, slots=True)
class Venue:
    """City, province and country of an event's main venue; `how` tells the way it was found."""

    city: str | None
    region: str | None
    country: str | None
    how: str = "stated"


def venue_of(place: Place, how: str = "stated") -> Venue:
    """Give the venue that a place's name tells."""
    city = place.name if place.is_city else None
    region = place.region
    if place.kind == "province" and not place.is_city:
        region = place.name
    return Venue(city, region, place.country, how)


def capital_venue(country: str) -> Venue | None:
    """Give the venue that "the Malaysian capital" means."""
    city = _CAPITALS.get(country)
    return Venue(city, None, country, "pointer") if city else None
