"""What is told of one event of a sentence and holds for others named with it: days, venue, length."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.event_reading.date_slots import coming_role
from ingest.extract.event_reading.fronting import is_at_that_time, is_with
from ingest.extract.event_reading.parts import Part
from ingest.extract.event_reading.place_slots import take_destination
from ingest.extract.event_reading.reading import Line, Reading
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_name import read_length
from ingest.extract.wording import CuedPattern, whole_word

_words = load_words("event_words.yml")
_BOTH = re.compile(r"\s*(?:\([^)]*\))?,?\s*(?:and|as well as)\s+(?:the\s+)?")
_AT = re.compile(r"\bat\s*$")
_PART_OF = CuedPattern(whole_word(_words["parts_of"]), _words["parts_of"])
_PARALLEL = CuedPattern(whole_word(_words["same_time"]), _words["same_time"])


def finish(line: Line) -> None:
    """Share out what the sentence says of several names at once."""
    is_part = bool(_PART_OF.search(line.text))
    parallel = _PARALLEL.search(line.text)
    for reading in line.readings:
        take_destination(reading)
        reading.is_part = is_part
        reading.is_parallel = parallel is not None and is_with(reading, parallel)
        _share_with_kin(reading, line)
        _share_front(reading, line)
    length = read_length(line.text)
    if length is not None:
        for reading in line.readings:
            if (reading.end <= length[0] and reading.dates) or len(line.readings) == 1:
                reading.days = length[1]


def share_time(line: Line, last: Reading | None, name: Part) -> None:
    """Share the day of the clause before: "was launched in Nanning on January 7, when a forum also opened"."""
    reading = line.readings[-1]
    if last is None or reading.dates or not last.dates or not is_at_that_time(line, last, name):
        return
    role = coming_role(line, name)
    reading.dates = [replace(dated, role=role.role if role else "hold") for dated in last.dates[-1:]]
    reading.venue = replace(last.venue, how="shared") if last.venue else None


def _share_front(reading: Reading, line: Line) -> None:
    """What stands in front of coordinated names is said of all of them."""
    for other in line.readings[:8]:
        if other is not reading and other.group == reading.group and not reading.dates:
            reading.dates = [dated for dated in other.dates if dated.fronted]


def _share_with_kin(reading: Reading, line: Line) -> None:
    """Share days and venue with the event that this one is held with, holds or follows."""
    at = line.readings.index(reading)
    last = line.readings[at - 1] if at else None
    is_listed = last is not None and _BOTH.fullmatch(line.text, last.end, reading.start) is not None
    if last is not None and is_listed and reading.venue is None and last.venue is not None and last.venue.how == "host":
        reading.venue = last.venue  # "Hanoi hosts both the fair (May 3-5) and the forum (May 4)"
    if reading.companion is not None:
        _share(reading.companion, reading)
    if reading.holds is not None:
        reading.holds.venue = reading.holds.venue or reading.venue
        if reading.venue is None and reading.holds.venue is not None:
            reading.venue = replace(reading.holds.venue, how="shared")
    if reading.follows is not None and reading.follows.venue is not None and reading.venue is None:
        reading.venue = replace(reading.follows.venue, how="shared")
    if (
        last is not None
        and last.name.kind.startswith("deed")
        and not reading.dates
        and _AT.search(line.text[last.end : reading.start])
    ):
        _share_with_gathering(last, reading)


def _share_with_gathering(deed: Reading, gathering: Reading) -> None:
    """Share what is told of a deed with the meeting where it was done: "signed in Bangkok on Monday at the meeting"."""
    gathering.venue = gathering.venue or deed.venue
    days = [dated for dated in deed.dates if dated.days.precision == "day"]
    if gathering.name.event_type in ("meeting", "conference", "press_conference"):
        gathering.dates = days[:1]


def _share(one: Reading, other: Reading) -> None:
    """Give what is held together with another event its days and venue."""
    other.dates = other.dates or list(one.dates)
    other.venue = other.venue or one.venue
    other.tense = other.tense or one.tense
