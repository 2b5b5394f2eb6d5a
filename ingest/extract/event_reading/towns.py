"""Towns that the list of places doesn't have: "in Labuan Bajo, East Nusa Tenggara", "was held in Cali on May 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS
from ingest.extract.mentions.place import Place
from ingest.extract.spans import Mention
from ingest.extract.wording import any_of, whole_word

_words = load_words("venue_words.yml")
_WORD = r"[A-Z][a-z\u00c0-\u024f'-]+"
_HELD = rf"(?:{whole_word(_words['held_in'])})(?:\s+(?:here|again|jointly|successfully|virtually))?"
_nouns = load_words("event_nouns.yml")
_EVENT = whole_word(
    [noun for kind in ("expo", "forum", "summit", "conference", "meeting", "signing") for noun in _nouns[kind]]
)
_NAME = rf"(?P<town>(?:(?:{any_of(_words['town_openings'])})\s+)?{_WORD}(?:\s+{_WORD}){{0,2}})"
# Before a province or country: "in Labuan Bajo, East Nusa Tenggara".
_BEFORE_WHOLE = re.compile(rf"\b(?:in|at|to|near)\s+(?:the\s+(?:city|town|port|resort)\s+of\s+)?{_NAME},\s+$")
# Alone behind a verb of holding, before a date or the end of the clause.
_ALONE = re.compile(
    rf"(?:{_HELD}|{_EVENT})\s+in\s+{_NAME}(?=\s+(?:on|from|yesterday|today|tomorrow|last|next|this|between)\s|[.;]|,\s|$)"
)
_DAY = rf"(?:\d|(?:{any_of(sorted(CALENDAR_WORDS))})\b)"
_BEHIND = _NAME.replace("<town>", "<behind>")
# Beside a day: "a workshop on customs in Ndola on May 8", "on May 8 in Ndola".
_BY_DAY = re.compile(
    rf"\bin\s+{_NAME}(?=,?\s+(?:on|from|between)\s+(?:the\s+)?{_DAY})"
    rf"|(?:{_DAY}\.?(?:\s\d{{1,2}})?|\d(?:st|nd|rd|th))\s+in\s+{_BEHIND}"
    r"(?=[.;,]|$|\s+(?:and|to|by|with|where)\b)"
)
_NO_TOWN = frozenset(_words["no_towns"])
_REACH = 70  # characters looked at before a place


def find_towns(text: str, places: Sequence[Mention[Place]]) -> Iterator[Mention[Place]]:
    """Find the towns that no list has, told before the province or country they lie in, or alone."""
    for mention in places:
        place = mention.value
        if place.kind not in ("province", "country") or place.form == "adjective" or place.compound or place.is_city:
            continue  # what stands before a city state is a part of it: "in Wan Chai, Hong Kong"
        found = _BEFORE_WHOLE.search(text, max(0, mention.start - _REACH), mention.start)
        if found and _is_town(found, places):
            region = place.name if place.kind == "province" else place.region
            yield _mention(found, place.country, region)
    behind = {mention.start for mention in places}
    alone: set[int] = set()
    for found in (*_ALONE.finditer(text), *_BY_DAY.finditer(text)):
        start, end = found.span(found.lastgroup or "town")
        if end + len(", ") not in behind and start not in alone and _is_town(found, places):
            alone.add(start)
            yield _mention(found, None, None)


def _is_town(found: re.Match[str], places: Sequence[Mention[Place]]) -> bool:
    name = found[found.lastgroup or "town"]
    words = name.split()
    if any(word in CALENDAR_WORDS or word.lower() in _NO_TOWN for word in words):
        return False
    start, end = found.span(found.lastgroup or "town")
    inside = [mention for mention in places if mention.start < end and start < mention.end]
    if not inside:
        return True
    if len(inside) == 1 and found.re is _BEFORE_WHOLE and inside[0].start == start and inside[0].end < end:
        return True  # "Labuan Bajo" is not Labuan
    # a province that has a town of its name: "in Luang Namtha, Luang Namtha Province"
    return len(inside) == 1 and inside[0].text == name and found.string.startswith(f", {inside[0].text} ", end)


def _mention(found: re.Match[str], country: str | None, region: str | None) -> Mention[Place]:
    group = found.lastgroup or "town"
    name = found[group].removesuffix(" City")
    place = Place(name, "city", country, region, None, "name", is_city=True)
    return Mention(found.start(group), found.end(group), found[group], place)
