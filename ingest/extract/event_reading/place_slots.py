"""Places on their way to events: which of them are venues."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.event_reading.locative import LOCATIVE
from ingest.extract.event_reading.parts import Part, Pointer
from ingest.extract.event_reading.pointing import pointed_at
from ingest.extract.event_reading.reading import NEAR, Line, Reading
from ingest.extract.event_reading.venue import Venue, better, capital_venue, venue_of
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS
from ingest.extract.mentions.event_name import EventName
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.wording import any_of, whole_word

_words = load_words("venue_words.yml")
_AMOUNT = re.compile(whole_word(load_words("event_words.yml")["amounts"]))
_HALL = re.compile(rf"(?:'s)?(?:\s+(?:[A-Z][\w-]*|and|&|of))*?\s+{whole_word(_words['halls'])}")
_AT_OFFICE = re.compile(
    r"\bat\s+(?:the|its|their|our)\s+[^,;]{0,30}?(?:offices?|headquarters|embassy|consulate(?:[\s-]general)?|plant|factory)\s+in\s+$"
)
_IN_OWN = re.compile(r"\bin\s+(?:our|its|their)\s+$")
_OFFICE = re.compile(
    r"\s+(?:office|branch|headquarters|showroom|head\s+office|training\s+cent(?:re|er)|cent(?:re|er))\b"
)
_BEFORE_DAY = re.compile(
    rf"(?:,\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?[,:]\s+(?:on\s+|from\s+)?(?:\d|(?:{any_of(sorted(CALENDAR_WORDS))})\b)"
)
# "Moved the meeting, originally due in Yangon in June, to Nay Pyi Taw".
_MOVED_TO = re.compile(r"\b(?:moved|relocated|shifted|transferred|switched)\b[^;.]{3,140}\bto\s+$")
_WAS_DUE = re.compile(
    r"\b(?:originally|initially|previously|formerly|first)\s+(?:due|planned|scheduled|set|slated|meant|to\s+(?:be\s+held|take\s+place))\s+(?:(?:to\s+be\s+held|to\s+take\s+place)\s+)?(?:for|in|at)\s+$"
)
_NOT_HELD = re.compile(
    rf"{whole_word(_words['not_held'])}\s+(?:in|at)\s+(?:the\s+)?$|{whole_word(_words['leading_there'])}\s+(?:in|at|to|near)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MAIN_VENUE = re.compile(
    rf"(?:,[^,.;]{{3,60}})?,?\s*{whole_word(_words['main_venue'])}", re.IGNORECASE
)  # "Jinan, capital of Shandong, as"
_HOSTED = whole_word(_words["hosting"])
_HOSTING = re.compile(_HOSTED, re.IGNORECASE)
_AS_SUBJECT = re.compile(
    rf",?\s+(?:which|that)\s+(?:the\s+(?:[\w'-]+\s+){{0,4}}{whole_word(_words['towns'])}\s+of\s+|the\s+city\s+of\s+)?$"
)
_HOSTS = re.compile(rf"\s+(?:{whole_word(_words['before_hosting'])}\s+)*{_HOSTED}", re.IGNORECASE)
_BEFORE_SUBJECT = re.compile(rf"(?:\W*(?:{whole_word(_words['before_subject'])}|[A-Z]\w+'s))*\W*", re.IGNORECASE)
_CAPITAL_OF = re.compile(r"\bcapital(?:\s+city)?\s+of\s+(?:the\s+)?(?:[a-z]+\s+|[A-Z]\w+'s\s+)*$")
_VISITED = re.compile(rf"{whole_word(_words['visiting'])}\s+(?:the\s+)?$")
_GOES = re.compile(
    rf"(?:{whole_word(_words['visiting'])}|{whole_word(_words['going_to'])}|{whole_word(_words['bringing'])}\s[^,;.]{{2,40}}?\sto"
    rf"|{whole_word(_words['leaving'])}(?:\s[^,;.]{{2,40}})?\sfor)\s+(?:the\s+)?$"
)
_APPOSED = r"(?:,\s+(?:the\s+|its\s+)?[a-z][^,;.]{2,60},)?"  # "Nanning, the capital of Guangxi, for"
_WHERE = re.compile(_APPOSED.replace(",)?", ")?") + r",?\s+where\s+(?:(?!\b(?:which|who|that|and)\b)[^,;:]){0,70}$")
_FOR = re.compile(
    rf"(?:{_APPOSED}|,\s+[A-Z][\w']+(?:\s[A-Z][\w']+)?,?)"
    r"(?:,?\s+(?:on|from|this|next|last|in|between|tomorrow|today|yesterday)\b[^,;.]{0,40}?)?"
    rf"\s+(?:for|to\s+{whole_word(load_words('event_words.yml')['taking_part'])})\s+(?:the\s+|an?\s+)?"
)
_NEW_CLAUSE = re.compile(r",\s+(?:when|where|while|as|but)\s")
_TO_CAPITAL = re.compile(r"\bto\s+the\s+(?P<of>[A-Z]\w+)\s+capital\b")
_GOES_TO = re.compile(r"\b(?:to|in|of)\s+(?:the\s+)?$")


def attach_place(line: Line, part: Part, venue: Venue, *, fronted: bool) -> None:
    """Give the place to the names in focus where it is told as a venue."""
    if _hosts_it(line, part):
        _make_home(line, venue)
        line.reach(part)
        return
    found = LOCATIVE.search(line.text, max(0, part.start - 80), part.start)
    if found is None and travel(line.focus):
        found = _VISITED.search(line.text, max(0, part.start - 40), part.start)
    found = found or _visited_for(line, part)
    in_cell = part.start > 0 and line.text[part.start - 1] == "\t"
    in_cell = in_cell or _in_brackets(line, part) or _is_apposed(line, part)
    found = found or _MOVED_TO.search(line.text, 0, part.start) or _in_own_office(line, part)
    is_main = bool(_MAIN_VENUE.match(line.text, part.end))
    behind = line.text[max(line.anchor, part.start - 60) : part.start]
    if not (is_main or found or in_cell) or (_NOT_HELD.search(behind) and not _AT_OFFICE.search(behind)):
        return
    if _WAS_DUE.search(line.text, max(0, part.start - 60), part.start):
        return
    gap = "" if fronted else line.text[line.anchor : part.start]
    if venue.city is None and (_AMOUNT.search(gap) or len(gap) > 60):
        return
    venue = replace(venue, how=_how(line, part, found, fronted))
    for reading in line.focus:
        if better(venue, reading.venue) or (venue.city is not None and _stands_behind_subject(line, part)):
            reading.venue = venue
        elif venue.city is not None and reading.venue is not None and venue.city != reading.venue.city:
            reading.has_rival = True
    remember(line, venue)
    line.reach(part)


def _stands_behind_subject(line: Line, part: Part) -> bool:
    """Tell a second place right behind a country: "a seminar on business opportunities in Malaysia in Beijing"."""
    countries = [p.end for p in line.parts if isinstance(p.value, Place) and p.value.kind == "country"]
    return any(line.text[end : part.start] == " in " for end in countries)


def _visited_for(line: Line, part: Part) -> re.Match[str] | None:
    """Find "will visit Brussels next week for the third round of talks": the visit leads to the event."""
    visited = _GOES.search(line.text, max(0, part.start - 70), part.start)
    return visited if visited and _FOR.match(line.text, part.end) else None


def leads_to_name(line: Line, part: Part) -> bool:
    """Tell a place that the next name takes: "(after the fair), they met in Hanoi for a seminar"."""
    name = next((p for p in line.parts if p.start >= part.end and isinstance(p.value, EventName)), None)
    if name is None or name.start - part.end > 2 * NEAR:
        return False
    goal = _FOR.match(line.text, part.end)
    is_goal = goal is not None and -5 <= name.start - goal.end() <= 0
    goes = is_goal and _GOES.search(line.text, max(0, part.start - 70), part.start)
    return bool(goes) or is_where(line, part, name)


def is_where(line: Line, part: Part, name: Part) -> bool:
    """Tell the place of a clause behind it: "left for Jakarta, where he will attend the summit"."""
    return isinstance(part.value, Place) and bool(_WHERE.fullmatch(line.text, part.end, name.start))


def take_goal(line: Line, venue: Venue) -> None:
    """Make the place that leads to the names in focus their venue."""
    for reading in line.focus:
        if venue.city is not None or reading.venue is None:
            reading.venue = replace(venue, how="goal")
    remember(line, venue)


def _hosts_it(line: Line, part: Part) -> bool:
    """Tell the subject of a clause behind the name: "the expo, which the city of Nanning is to stage"."""
    led = _AS_SUBJECT.search(line.text, max(0, part.start - 80), part.start)
    if led is None or not _HOSTS.match(line.text, part.end):
        return False
    names = [reading.end for reading in line.focus if reading.end <= led.start() + 1]
    between = line.text[max(names) : led.start()] if names else ""
    return not any(map(str.isalpha, between))  # "on two big events that Nanning will host": these, not the briefing


def _in_brackets(line: Line, part: Part) -> bool:
    """Tell a place in the brackets right behind a name: "the expo (June 12-16, Kunming)"."""
    opened = line.text.rfind("(", 0, part.start)
    behind_name = any(0 <= opened - reading.end <= 1 for reading in line.focus)
    return behind_name and ")" not in line.text[opened : part.start]


def _is_apposed(line: Line, part: Part) -> bool:
    """Tell the place right behind a name, before its days: "the Mekong Agri Expo, Can Tho, 3-6 December"."""
    names = [reading.end for reading in line.focus if reading.name.kind == "proper"]
    return any(line.text[end : part.start] == ", " for end in names) and bool(_BEFORE_DAY.match(line.text, part.end))


def _in_own_office(line: Line, part: Part) -> re.Match[str] | None:
    """Find "in our Kuala Lumpur office"."""
    own = _IN_OWN.search(line.text, max(0, part.start - 20), part.start)
    return own if own and _OFFICE.match(line.text, part.end) else None


def _how(line: Line, part: Part, found: re.Match[str] | None, fronted: bool) -> str:
    if _HALL.match(line.text, part.end):
        return "hall"
    if fronted:
        return "fronted"
    return "at" if found and found.group().startswith("at ") else "stated"


def remember(line: Line, venue: Venue) -> None:
    """Keep the city for "in the same city"."""
    if venue.city is not None:
        line.place = venue


def attach_pointer(line: Line, part: Part, pointer: Pointer) -> None:
    """Give what "here", "in the same city" or "the first day" point at to the names in focus."""
    if pointer.kind == "nth":
        whole = all(reading.name.kind == "definite" for reading in line.focus)
        parts = [r for r in line.readings if r.name.kind != "definite" and r.end < part.start] if whole else []
        for reading in parts or line.focus:  # "a seminar was held at the fair on the second day"
            reading.nth_day = pointer.word.lower()
        return
    venue = pointed_at(line, part, pointer)
    if venue is None:
        return
    for reading in line.focus:
        if better(venue, reading.venue):
            reading.venue = venue
    remember(line, venue)
    line.reach(part)


def is_home(line: Line, clause: int, part: Part, name: Part) -> bool:
    """Tell a place that is the subject of hosting: "Haikou hosted the forum", "Nanning became the stage of"."""
    comma = line.text.rfind(", ", clause, part.start)
    clause = comma + 2 if comma >= 0 else clause
    if not _BEFORE_SUBJECT.fullmatch(line.text, clause, part.start):
        return False
    gap = line.text[part.end : name.start]
    hosting = _HOSTING.search(gap)
    return hosting is not None and not _NEW_CLAUSE.search(gap, 0, hosting.start()) and ";" not in gap and len(gap) < 160


def take_home(line: Line, part: Part, place: Place) -> None:
    """Make the subject of hosting the venue: "Haikou", "the capital of Hainan"."""
    of_capital = _CAPITAL_OF.search(line.text, 0, part.start)
    _make_home(line, (capital_venue(place) if of_capital else None) or venue_of(place))


def _make_home(line: Line, venue: Venue) -> None:
    for reading in line.focus:
        reading.venue = replace(venue, how="host")
    remember(line, venue)


def travel(readings: list[Reading]) -> bool:
    """Tell visits and roadshows, which go to places."""
    return bool(readings) and all(_travels(reading) for reading in readings)


def _travels(reading: Reading) -> bool:
    return reading.name.event_type == "visit" or reading.name.head in ("roadshow", "road show")


def take_destination(reading: Reading) -> None:
    """A visit takes place where it goes: "a visit to Cambodia"."""
    goes = _travels(reading) and (reading.name.event_type == "visit" or bool(reading.dates))
    if not goes:
        return
    capital = _TO_CAPITAL.search(reading.name.name)
    if capital and reading.venue is None:
        places = find_places(f"the {capital['of']} capital")
        reading.venue = capital_venue(places[0].value) if places else None
    told = reading.venue if reading.venue is not None and reading.venue.city is not None else None
    for mention in find_places(reading.name.name):
        is_sender = (
            "delegation" in reading.name.name[: mention.start] and " to " not in reading.name.name[: mention.start]
        )
        if not is_sender and _GOES_TO.search(reading.name.name, 0, mention.start):
            goal = venue_of(mention.value)
            is_elsewhere = told is not None and goal.country not in (None, told.country)
            if told is not None and not (is_elsewhere and reading.name.name.endswith(" to ", 0, mention.start)):
                return
            reading.venue = goal if goal.city is not None or is_elsewhere else reading.venue or goal
            return
