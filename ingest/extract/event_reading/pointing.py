"""The place that "here", "in the city" and "in the provincial capital" point at."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.event_reading.locative import LOCATIVE
from ingest.extract.event_reading.parts import Part, Pointer
from ingest.extract.event_reading.reading import Line
from ingest.extract.event_reading.venue import Venue, capital_venue, venue_of
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import Place, find_places

_words = load_words("venue_words.yml")
_BESIDE = re.compile(
    r"\b(?:sidelines?|margins?|fringes?|framework)\s+of\s+the\s+\w+|\b(?:during|alongside)\s+the\s+\w+"
)


def _last_city(line: Line, part: Part) -> Venue | None:
    """Give the city last named before a pointer, in its sentence or the one before."""
    here = [p.value for p in line.parts if isinstance(p.value, Place) and p.end <= part.start and p.value.is_city]
    before = [m for m in find_places(line.scene.before) if m.value.is_city and m.value.role == "plain"]
    located = [m for m in before if LOCATIVE.search(line.scene.before, 0, m.start)]
    is_there = line.text[part.start : part.end].lower() == "there"
    if not here and _BESIDE.search(line.text, part.end) and line.scene.main and line.scene.main.city:
        return line.scene.main  # "in the city on the sidelines of the expo": of the expo
    if not here and line.scene.opens_block and line.scene.here and line.text[part.start : part.end] == "in the city":
        return line.scene.here  # a paragraph that begins with the city means that of the report
    cities = here or [m.value for m in located or (before if is_there else [])]
    return venue_of(cities[-1], "pointer") if cities else None


def _city_before(line: Line, part: Part) -> Venue | None:
    """Give the city that the name of a body in the sentence holds: "[the Hai Phong chamber met] in the port city"."""
    cities = {m.value.name: m.value for m in find_places(line.text[: part.start]) if m.value.is_city}
    return venue_of(next(iter(cities.values())), "pointer") if len(cities) == 1 else None


def _country_before(line: Line, part: Part) -> str | None:
    """Give the country whose capital is meant: the only one of the sentence so far, else that told last."""
    named = {m.value.country for m in find_places(line.text[: part.start]) if m.value.country}
    known = line.place or line.scene.here or line.scene.home
    return named.pop() if len(named) == 1 else known.country if known else None


def _guess(venue: Venue | None) -> Venue | None:
    """Mark the place last told, which a pointer without a dateline most likely means."""
    return replace(venue, how="pointed") if venue is not None else None


def pointed_at(line: Line, part: Part, pointer: Pointer) -> Venue | None:
    """Give the place that a pointer means; None where the page has not told it."""
    if pointer.kind == "here":
        return line.scene.here or _guess(line.scene.main or line.scene.place)
    if pointer.kind == "city":
        return _guess(_last_city(line, part) or line.place or line.scene.home)
    if pointer.kind == "described":
        return _guess(_last_city(line, part) or _city_before(line, part) or line.place or line.scene.home)
    if pointer.kind == "the_capital":
        country = _country_before(line, part)
        return capital_venue(Place(country, "country", country, None, None, "name")) if country else None
    if pointer.kind == "district":
        return _guess(line.scene.home or line.scene.here)
    if pointer.kind == "capital_of":
        named = [m.value for m in find_places(line.text[part.end : part.end + 60])]
        inner = [place for place in named[:3] if place.kind == "province" and place.country == named[0].country]
        return capital_venue((inner or named)[0]) if named else None
    if pointer.kind == "own":
        countries = [p.value for p in line.parts if isinstance(p.value, Place) and p.value.kind == "country"]
        return capital_venue(countries[0]) if countries else line.place
    here = line.scene.here
    if pointer.word in _words["of_country"]:  # of the country of the report, whatever place was told last
        country = here.country if here else None
        return capital_venue(Place(country, "country", country, None, None, "name")) if country else None
    places = [m.value for m in find_places(f"the {pointer.word} capital")]
    if places:
        return capital_venue(places[0])
    return _capital_of_province(line) if pointer.word in _words["of_province"] else line.place


def _capital_of_province(line: Line) -> Venue | None:
    """Give the capital of the province last spoken of."""
    last = line.place or line.scene.here
    if last is None or last.region is None:
        return last
    return capital_venue(Place(last.region, "province", last.country, last.region, None, "name")) or last
