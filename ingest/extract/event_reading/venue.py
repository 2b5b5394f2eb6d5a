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


# How sure each way of finding a venue is; a surer one replaces a less sure one.
RANKS = {"stated": 4, "goal": 4, "host": 3, "pointer": 3, "pointed": 3, "at": 2, "fronted": 2, "hall": 1, "shared": 1}


def better(new: Venue, old: Venue | None) -> bool:
    """Tell whether a venue should replace what is known."""
    is_sure = old is not None and old.how in ("stated", "goal")
    if old is not None and is_sure and None not in (old.country, new.country) and old.country != new.country:
        return False  # told of something else in the sentence
    if old is None or (old.city is None and new.city is not None):
        return True
    return new.city is not None and RANKS.get(new.how, 0) > RANKS.get(old.how, 0)


def venue_of(place: Place, how: str = "stated") -> Venue:
    """Give the venue that a place's name tells."""
    city = place.name if place.is_city else None
    region = place.region
    if place.kind == "province" and not place.is_city:
        region = place.name
    return Venue(city, region, place.country, how)


def capital_venue(place: Place) -> Venue | None:
    """Give the venue that "the Malaysian capital" and "the capital of Sichuan" mean."""
    for name in (place.name, place.region, place.country):
        if name in _CAPITALS:
            region = name if name != place.country else None
            return Venue(_CAPITALS[name], region, place.country, "pointer")
    return None
