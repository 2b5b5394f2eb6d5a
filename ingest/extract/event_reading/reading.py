"""What a sentence tells of events, and the state of a sentence while it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ingest.extract.event_reading.dating import DateRange
from ingest.extract.event_reading.parts import Part, Role
from ingest.extract.event_reading.venue import Venue
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression
from ingest.extract.mentions.event_name import EventName
from ingest.extract.mentions.place import Place
from ingest.extract.wording import whole_word

_words = load_words("event_words.yml")
_SMALL = re.compile(rf"[\s,(]*(?:{whole_word(_words['small'])}[\s,(]*)*", re.IGNORECASE)
_SAME_SUBJECT = re.compile(r";\s+(?:it|the\s+(?:event|fair|expo|forum|summit|meeting|conference))\b", re.IGNORECASE)
COORDINATION = re.compile(rf",?\s*(?:{whole_word(_words['coordinating'])}\s*)?", re.IGNORECASE)
_BEHIND_APPOSITION = re.compile(r",(?!\s+(?:and|as well as)\b)|\.?$|\s+(?:which|that|where)\b")
_WAS = re.compile(r"(?:,\s+(?:which|held|that)\s[^,;]{1,80},)?\s+(?:was|is)\s+(?:the\s+)?")
_PREDICATE = re.compile(r"^[^;]{0,120}\b(?:was|is|were|marks|marked|will\s+be)\s+(?:the\s+|his\s+|her\s+|only\s+)*$")
_KNOWN_AS = re.compile(
    r"[\"”]?,?\s*-?\s*(?:\((?:or|aka|a\.k\.a\.|hereinafter|hereafter|abbreviated\s+(?:as|to)|referred\s+to\s+as|also\s+known\s+as|known\s+as|called|dubbed|formerly)?(?:\s+(?:referred\s+to\s+as|called))?|(?:also|better|formerly|commonly|simply)?\s*(?:known\s+as|called)|aka|a\.k\.a\.|formerly|previously|or)"
    r"\s*(?:simply\s+)?(?:the\s+)?[\"“]?",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?:(?:the|an?|its|one\s+of\s+the)\s+)?(?:[a-z]+'s\s+)?"
    r"(?:largest|biggest|main|flagship|key|premier|leading|major|most\s|signature|annual|only|longest|highest|foremost|top)\b"
)
_AT = re.compile(r"\b(?:at|in|during|with)\s*$")
_ITS = ("its", "their", "his", "her")
NEAR = 70  # characters between a name and what stands before it in its clause


@dataclass(frozen=True, slots=True)
class DatedRole:
    """Days that a sentence gives an event, and whether they are its start, its end or its whole time."""

    days: DateRange
    role: str
    fronted: bool = False
    guessed: bool = False  # no verb says whether it lies ahead


@dataclass(slots=True)
class Reading:
    """What one sentence tells of one event.

    `group` is shared by coordinated names, `companion` the event that this one is held together with, `same_as` the
    one that this is another name of, `holds` one that takes place during this one, `follows` the one that it comes
    after; `nth_day` names a day of the event around it; `is_parallel` where it is held on the days of another;
    `has_rival` where a second city is told; `is_undated` where a day is told but the page leaves its year open.
    """

    name: EventName
    start: int
    end: int
    group: int = 0
    tense: str | None = None
    dates: list[DatedRole] = field(default_factory=list)
    days: float | None = None
    venue: Venue | None = None
    hosts: tuple[str, ...] = ()
    companion: Reading | None = None
    follows: Reading | None = None
    same_as: Reading | None = None
    holds: Reading | None = None
    nth_day: str | None = None
    is_series: bool = False
    is_part: bool = False
    is_parallel: bool = False
    is_undated: bool = False
    has_rival: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known before the sentence is read; `here` is the place of the dateline, `before` the last sentence.

    `main` is the venue of the event told last, `opens_block` where a paragraph begins, `tense` that of a calendar,
    whose items have no verb, `home` the city that the page is about.
    """

    published_on: date | None
    spoken_of: DateRange | None = None
    place: Venue | None = None
    here: Venue | None = None
    before: str = ""
    tense: str | None = None
    opens_block: bool = False
    main: Venue | None = None
    home: Venue | None = None


@dataclass(slots=True)
class Line:
    """A sentence while it is read from left to right.

    `focus` are the names that what follows belongs to, `role` the last verb, `anchor` the end of the last part that
    told something of an event.
    """

    text: str
    parts: list[Part]
    scene: Scene
    spoken_of: DateRange | None = None
    place: Venue | None = None
    readings: list[Reading] = field(default_factory=list)
    focus: list[Reading] = field(default_factory=list)
    role: Role | None = None
    anchor: int = 0
    last_date: Part | None = None

    def is_small(self, start: int, end: int) -> bool:
        """Tell whether only small words, dates and places stand between two offsets."""
        for part in self.parts:
            if start <= part.start and part.end <= end and isinstance(part.value, DateExpression | Place):
                if not _SMALL.fullmatch(self.text, start, part.start):
                    return False
                start = part.end
        return bool(_SMALL.fullmatch(self.text, start, end))

    def has_verb(self, start: int, end: int) -> bool:
        """Tell whether a verb of holding stands between two offsets."""
        return any(isinstance(part.value, Role) and start <= part.start < end for part in self.parts)

    def is_behind_break(self, part: Part) -> bool:
        """Tell a part of a second sentence: "...; in the evening, in the same city, he joined the opening of ..."."""
        mark = self.text.rfind(";", self.focus[0].end, part.start)
        if mark >= 0:
            return not _SAME_SUBJECT.match(self.text, mark)
        colon = self.text.rfind(": ", self.focus[0].end, part.start)
        return colon >= 0 and any(isinstance(p.value, EventName) and p.start > part.start for p in self.parts)

    def is_put_in(self, end: int) -> bool:
        """Tell what a comma closes before the verb: "(the seminar,) part of the fair, opened on Monday"."""
        coming = next((part for part in self.parts if part.start >= end), None)
        is_verb = coming is not None and isinstance(coming.value, Role)
        return is_verb and coming is not None and self.text.startswith(", ", end) and coming.start == end + 2

    def reach(self, part: Part) -> None:
        """Note that a part told something of an event."""
        self.anchor = max(self.anchor, part.end)


def is_other_name(line: Line, last: Reading, other: Reading) -> bool:
    """Tell a name that means the event named before it."""
    gap = line.text[last.end : other.start]
    if other.name.head == "ceremony" and last.name.kind == "deed-verb" and len(gap) < NEAR and _AT.search(gap):
        return True  # "a container yard was opened at a ceremony"
    is_called = bool(_KNOWN_AS.fullmatch(gap)) or _is_told_as(line, last, other) or _is_praised(last, other, gap)
    return is_called or _is_its_tour(last, other) or _is_apposed(line, last, other)


def _is_praised(last: Reading, other: Reading, gap: str) -> bool:
    """Tell "the fair, the largest trade event of the year, opened": what an event is among others."""
    if last.name.kind != "proper" or other.name.kind == "proper" or gap not in (", ", ") , ", "), "):
        return False
    return other.name.head in ("event", last.name.head) and bool(_PRAISE.match(other.name.name))


def _is_told_as(line: Line, last: Reading, other: Reading) -> bool:
    """Tell "the trip was his first visit" and "the talks were the second such meeting this year": no further event."""
    points = last.name.kind == "pronoun" or (last.name.kind == "definite" and last.name.event_type == "visit")
    is_kind = points and other.name.event_type == "visit"
    if not is_kind and " such " not in line.text[other.start : other.end]:
        return False
    return bool(_PREDICATE.search(line.text[last.end : other.start]))


def _is_its_tour(mission: Reading, tour: Reading) -> bool:
    """Tell "a trade mission completed its nine-day tour": one event, whose length the second name tells."""
    if mission.name.event_type != "visit" or tour.name.event_type != "visit":
        return False
    is_goal = tour.name.article in ("a", "an") and tour.name.days is not None and not tour.name.year
    if tour.name.article not in _ITS and not is_goal:
        return False
    mission.days = mission.days or tour.name.days
    return True


def _is_apposed(line: Line, last: Reading, other: Reading) -> bool:
    """Tell "the ASEAN Week, a two-day forum, was opened": what a name is called right behind it, between commas."""
    gap = line.text[last.end : other.start]
    if last.name.kind != "proper" or other.name.kind != "plain" or not gap.endswith(", ") or " and " in gap:
        return False
    behind = _BEHIND_APPOSITION.match(line.text, other.end)
    listed = any(isinstance(p.value, EventName) and other.end < p.start < other.end + 12 for p in line.parts)
    return behind is not None and not listed and line.is_small(last.end, other.start)


def is_predicate(line: Line, last: Reading, other: Reading) -> bool:
    """Tell "the two-day event, which ended on Thursday, was the third Rice Forum": the name behind is the event's."""
    named = last.name.kind == "definite" and other.name.kind == "proper"
    gap = line.text[last.end : other.start]
    if last.name.name.lower() == "ceremony" and other.name.kind == "deed-verb" and ";" not in gap:
        return True  # "at a ceremony in Hanoi, they signed a memorandum"
    is_told = named and bool(_WAS.fullmatch(gap)) and not line.text.startswith("'s", other.end)
    return is_told or _is_named_behind(line, last, other)


def _is_named_behind(line: Line, last: Reading, other: Reading) -> bool:
    """Tell "its annual trade fair, the China-ASEAN Expo, opened": the name stands behind what the event is."""
    if last.name.kind not in ("plain", "definite") or other.name.kind != "proper" or other.name.article != "the":
        return False
    is_kind = last.name.event_type == other.name.event_type and last.name.edition in (None, other.name.edition)
    gap = line.text[last.end : other.start]
    return is_kind and gap in (", ", ", the ") and _BEHIND_APPOSITION.match(line.text, other.end) is not None
