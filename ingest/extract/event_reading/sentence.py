"""What one sentence says of which event: dates, venues and tense are dealt out to the names they stand with.

The parts are gone through from left to right. What stands in front of the clause waits for the next name; what follows
a name belongs to it, and to the names it is coordinated with, until another name comes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.extract.event_reading.dating import FUTURE, PAST, DateRange, Moment, resolve
from ingest.extract.event_reading.parts import Part, Pointer, Role, any_of, find_parts
from ingest.extract.event_reading.venue import Venue, capital_venue, venue_of
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression
from ingest.extract.mentions.event_name import EventName
from ingest.extract.mentions.place import Place, find_places

_words = load_words("event_words.yml")
_AMOUNT = re.compile(any_of(_words["amounts"]), re.IGNORECASE)
_PART_OF = re.compile(any_of(_words["parts_of"]), re.IGNORECASE)
_COORDINATION = re.compile(
    r",?\s*(?:(?:and|as well as|along with|together with|plus|coupled with)\s+(?:also\s+)?)?", re.IGNORECASE
)
_COMPANION = re.compile(
    r"\b(?:together with|along with|alongside|alongside with|in conjunction with|concurrently with|in parallel with)\s+$", re.IGNORECASE
)
_HOSTING = re.compile(
    r"\b(?:host|hosts|hosted|hosting|playing host to|plays host to|played host to|stages|staged|stage|welcomes|welcomed|"
    r"home to|(?:became|becomes|become) the (?:stage|venue|scene) (?:of|for)|venue (?:of|for)|saw the opening of)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?:\W*(?:the|its|ancient|coastal|border|southern|northern|city|of|capital)\b)*\W*", re.IGNORECASE
)
_NO_VENUE = re.compile(
    r"\b(?:investment|invest|invested|market|markets|demand|interest|business|trade|projects?|situation|development|ambassador|"
    r"based|headquartered|located|office|offices|born|live|lives|living|companies|firms|enterprises|people)\s+(?:in|to|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MAIN_VENUE = re.compile(
    r"\s*(?:,\s*)?(?:(?:will\s+)?serv(?:e|es|ed|ing)|acting)?\s*as\s+(?:the|its)\s+(?:main\s+|host\s+|major\s+)?(?:venue|host\s+city|site)\b", re.IGNORECASE
)
_FRONT = re.compile(
    r"\W*(?:(?:on|in|from|during|at|between|late|early|later|earlier|the|and|meanwhile|also|then|but|while|when|of|for|"
    r"afternoon|morning|evening|night|local|time|this|held|a|city|province)\b\W*)*",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|to|near|outside|across|here in)\s+(?:(?:the|a|an|downtown|central|neighbou?ring|nearby|coastal|border|ancient|historic|"
    r"port|host|hub|resort|tourist|industrial|island|beach|capital|city|cities|province|provincial|regional|state|town|region|of|municipality|"
    r"country's|nation's|southern|northern|eastern|western|[a-z]+(?:ern|east|west))\s+|[A-Z]\w+(?:'s|ese|ian|ai)\s+)*$"
)
_NOT_ON_DATE = re.compile(
    r"\b(?:by|since|before|after|as of|ahead of|prior to|following|than|over|from its|compared with|compared to|in the run-up to|until after)\s+(?:\d[\d:.]*\s*[ap]\.?m\.?\s+on\s+|the\s+|late\s+|early\s+|end\s+of\s+)*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|through|to)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting|beginning|starts)\s+(?:on\s+)?$", re.IGNORECASE)
_DAY_OF = re.compile(
    r",?\s*(?:the\s+)?(?P<nth>first|opening|last|final|closing)\s+day\s+of\s+(?:(?:[A-Z][\w.-]*\s+){0,4}[\w.-]+'s\s+)?$", re.IGNORECASE
)
_CLAUSE_END = re.compile(r";|\s--?\s|:\s|\bthat\b|\bwhile\b", re.IGNORECASE)
_SMALL = re.compile(
    r"[\s,(]*(?:(?:on|in|at|from|for|the|of|a|be|held|to|and|it|is|was|here|has|been|will|city|there|also|it)\b[\s,(]*)*",
    re.IGNORECASE,
)
_NEAR = 70  # characters between a name and what stands before it in its clause


@dataclass(frozen=True, slots=True)
class DatedRole:
    """Days that a sentence gives an event, and whether they are its start, its end or its whole time."""

    days: DateRange
    role: str
    fronted: bool = False


@dataclass(slots=True)
class Reading:
    """What one sentence tells of one event."""

    name: EventName
    start: int
    end: int
    tense: str | None = None
    dates: list[DatedRole] = field(default_factory=list)
    venue: Venue | None = None
    hosts: tuple[str, ...] = ()
    is_series: bool = False
    is_part: bool = False
    nth_day: str | None = None
    group: int = 0
    companion: Reading | None = None
    is_undated: bool = False  # a day is told, but which one the page leaves open


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known before the sentence is read."""

    published_on: date | None
    spoken_of: DateRange | None
    place: Venue | None
    here: Venue | None


class SentenceReader:
    """Deals out the parts of one sentence; `readings` holds what each name got."""

    def __init__(self, text: str, scene: Scene, abbreviations: Mapping[str, str]) -> None:
        """Take the sentence without its dateline."""
        self._text = fold(text)
        self._scene = scene
        self._parts = find_parts(self._text, abbreviations)
        self._focus: list[Reading] = []
        self._waiting: list[tuple[Part, bool]] = []
        self._role: Role | None = None
        self._anchor = 0  # the end of the last part that told something of an event
        self._clause = 0
        self._said = -1
        self.spoken_of = scene.spoken_of
        self.place = scene.place
        self._plan_at = -1
        self._last_date: Part | None = None
        self.readings: list[Reading] = []
        self.nested: list[Reading] = []

    def read(self) -> list[Reading]:
        """Go through the parts once."""
        before: Part | None = None
        for part in self._parts:
            self._take(part, before)
            before = part
        for reading in self.readings:
            self._take_destination(reading)
        is_part = bool(_PART_OF.search(self._text))
        for reading in self.readings:
            reading.is_part = is_part
            if reading.companion is not None:
                self._share(reading.companion, reading)
            self._share_front(reading)
        return self.readings

    def _take(self, part: Part, before: Part | None) -> None:
        value = part.value
        if isinstance(value, EventName) and value.kind == "nested":
            self.nested.append(Reading(value, part.start, part.end))
        elif isinstance(value, EventName):
            self._take_name(part, value, before)
        elif isinstance(value, Role):
            self._take_role(part, value)
        elif isinstance(value, str):
            self._take_sign(part, value)
        elif not self._is_said(part):
            self._take_slot(part)

    def _take_destination(self, reading: Reading) -> None:
        """A visit takes place where it goes: "a visit to Cambodia"."""
        if reading.name.event_type != "visit" or reading.venue is not None:
            return
        for mention in find_places(reading.name.name):
            if re.search(r"\b(?:to|in|of)\s+(?:the\s+)?$", reading.name.name[: mention.start]):
                reading.venue = venue_of(mention.value)
                return

    @staticmethod
    def _share(one: Reading, other: Reading) -> None:
        """What is held together with another event has its days and venue."""
        other.dates = other.dates or list(one.dates)
        other.venue = other.venue or one.venue
        other.tense = other.tense or one.tense

    def _share_front(self, reading: Reading) -> None:
        """What stands in front of coordinated names is said of all of them."""
        for other in self.readings:
            if other is not reading and other.group == reading.group and not reading.dates:
                reading.dates = [dated for dated in other.dates if dated.fronted]

    # --- names ------------------------------------------------------------------------------------------------------

    def _take_name(self, part: Part, name: EventName, before: Part | None) -> None:
        reading = Reading(name, part.start, part.end, group=len(self.readings))
        last = self.readings[-1] if self.readings else None
        gap = self._text[last.end : part.start] if last else ""
        if last and (_COORDINATION.fullmatch(gap) and gap.strip()):
            reading.group = last.group
            self._focus.append(reading)
        elif last and _COMPANION.search(gap):
            reading.group = last.group
            reading.companion = last
            self._focus = [reading]
        elif last and re.search(r"\b(?:and|as well as)\s+$", gap) and not self._verb_between(last.end, part.start):
            reading.group = last.group
            self._focus = [reading]
        else:
            self._focus = [reading]
        if not self._leads_to(part.start):
            self._role = None
        elif self._role:
            reading.tense = self._role.tense
        if (
            self._plan_at >= self._clause
            and self._plan_at >= 0
            and part.start - self._plan_at < _NEAR
            and reading.tense is None
        ):
            reading.tense = FUTURE
        self.readings.append(reading)
        self._serve_waiting(part)
        self._take_day_of(part, last)
        self._anchor = part.end

    def _verb_between(self, start: int, end: int) -> bool:
        return any(isinstance(p.value, Role) and start <= p.start < end for p in self._parts)

    def _leads_to(self, start: int) -> bool:
        """Tell whether the last verb has this name as its object ("closed the expo")."""
        if self._role is None:
            return False
        gap = self._text[self._anchor : start]
        return len(gap) < 90 and not re.search(r"[;:]|\b(?:which|that|who|said)\b", gap)

    def _serve_waiting(self, part: Part) -> None:
        """Give the name what stood before it in its clause."""
        waiting, self._waiting = self._waiting, []
        for slot, fronted in waiting:
            gap = self._text[slot.end : part.start]
            named = _DAY_OF.search(gap)
            if named and isinstance(slot.value, DateExpression):
                role = "end" if named["nth"].lower() in ("last", "final", "closing") else "start"
                self._attach(slot, Role(role, PAST), fronted=False)
            elif isinstance(slot.value, Place) and self._is_home(slot, part, gap):
                for reading in self._focus:
                    reading.venue = replace(venue_of(slot.value), how="host")
                self._remember(venue_of(slot.value))
            elif ";" not in gap and (fronted or (len(gap) < _NEAR and not self._verb_between(slot.end, part.start))):
                self._attach(slot, self._leading_role(part) or self._coming_role(part), fronted=True)

    def _take_day_of(self, part: Part, last: Reading | None) -> None:
        """Take "on Sunday, the final day of the visit": the day stands with another event before."""
        if self._last_date is None or last is None:
            return
        named = _DAY_OF.fullmatch(self._text, self._last_date.end, part.start)
        if named:
            role = "end" if named["nth"].lower() in ("last", "final", "closing") else "start"
            self._attach(self._last_date, Role(role, PAST), fronted=True)
            self._focus[-1].venue = last.venue

    def _is_home(self, slot: Part, part: Part, gap: str) -> bool:
        """Tell a place that is the subject of hosting: "Haikou hosted the forum", "Nanning became the stage of"."""
        if not _HOME.fullmatch(self._text, self._clause, slot.start):
            return False
        return bool(_HOSTING.search(gap)) and ";" not in gap and len(gap) < 160

    # --- verbs and signs --------------------------------------------------------------------------------------------

    def _take_role(self, part: Part, role: Role) -> None:
        self._role = role
        self._anchor = part.end
        for reading in self._focus:
            if reading.tense is None:
                reading.tense = role.tense
        self._said = -1

    def _take_sign(self, part: Part, sign: str) -> None:
        if sign == "says":
            self._said = part.end
            self._plan_at = -1
            self._role = None
        elif sign == "series":
            for reading in self._focus:
                reading.is_series = True
        elif sign == "plan":
            self._plan_at = part.end
            for reading in self._focus:
                reading.tense = reading.tense or FUTURE

    def _is_said(self, part: Part) -> bool:
        """Tell a date or place that belongs to a verb of saying."""
        if self._said < 0 or part.start < self._said:
            return False
        gap = self._text[self._said : part.start]
        if _SMALL.fullmatch(gap):
            self._said = part.end
            return True
        self._said = -1
        return False

    # --- dates and places -------------------------------------------------------------------------------------------

    def _take_slot(self, part: Part) -> None:
        if _CLAUSE_END.search(self._text, self._anchor, part.start):
            self._clause = part.start
        if not self._focus or self._is_fronted_anew(part):
            self._waiting.append((part, self._stands_in_front(part)))
            return
        self._attach(part, self._role, fronted=False)

    def _is_fronted_anew(self, part: Part) -> bool:
        """Tell the front of a second clause: "...; in the evening, in the same city, he joined the opening of ..."."""
        mark = self._text.rfind(";", self._anchor, part.start)
        return mark >= 0 and bool(_FRONT.fullmatch(self._text, mark + 1, part.start))

    def _stands_in_front(self, part: Part) -> bool:
        end = self._waiting[-1][0].end if self._waiting and self._waiting[-1][1] else self._clause
        return bool(_FRONT.fullmatch(self._text, end, part.start))

    def _attach(self, part: Part, role: Role | None, *, fronted: bool) -> None:
        value = part.value
        if isinstance(value, DateExpression):
            self._attach_date(part, value, role, fronted)
        elif isinstance(value, Place):
            self._attach_place(part, venue_of(value), fronted)
        elif isinstance(value, Pointer):
            self._attach_pointer(part, value, fronted)

    def _attach_date(self, part: Part, expression: DateExpression, role: Role | None, fronted: bool) -> None:
        self._last_date = part
        before = self._text[max(0, part.start - 40) : part.start]
        if _NOT_ON_DATE.search(before) or not self._is_near(part, expression, fronted):
            return
        meaning = role.role if role else "hold"
        if _UNTIL.search(before) and expression.last is None:
            meaning = "end"
            role = None if fronted else role
        elif _FROM.search(before) and expression.last is None:
            meaning = "start"
        for reading in self._targets(expression):
            tense = self._tense_for(reading, role, meaning)
            days = resolve(expression, self._moment(reading, tense))
            if days is None:
                reading.is_undated = expression.precision == "day"
                continue
            reading.dates.append(DatedRole(days, meaning, fronted))
            if meaning != "end" or self.spoken_of is None:
                self.spoken_of = days
            self._anchor = max(self._anchor, part.end)

    def _tense_for(self, reading: Reading, role: Role | None, meaning: str) -> str:
        told_past = role is not None and role.tense == PAST
        if meaning == "end" and not (told_past and role and role.role == "end") and (not told_past or reading.dates):
            return FUTURE
        return (role.tense if role else None) or reading.tense or self._coming_tense()

    def _leading_role(self, name: Part) -> Role | None:
        """Give the word right before a name that opens or closes it: "he joined the opening of the fair"."""
        if self._role is None or self._role.role == "hold" or self._anchor > name.start:
            return None
        return self._role if _SMALL.fullmatch(self._text, self._anchor, name.start) else None

    def _coming_role(self, name: Part) -> Role | None:
        """Give the verb behind a name when it opens or closes it: "On May 3, the fair opened"."""
        for part in self._parts:
            if part.start >= name.end:
                if isinstance(part.value, DateExpression | Pointer):
                    return None
                if isinstance(part.value, EventName):
                    if not _COORDINATION.fullmatch(self._text, name.end, part.start):
                        return None
                    name = part
                if isinstance(part.value, Role):
                    gap = self._text[name.end : part.start]
                    return part.value if part.value.role != "hold" and len(gap) < _NEAR else None
        return None

    def _coming_tense(self) -> str:
        """Give the tense of the first verb behind the last name."""
        end = self.readings[-1].end if self.readings else 0
        for part in self._parts:
            if part.start >= end:
                if isinstance(part.value, Role):
                    return part.value.tense
                if part.value == "plan":
                    return FUTURE
        return PAST

    def _moment(self, reading: Reading, tense: str) -> Moment:
        page = self._scene.published_on
        year = reading.name.year
        if reading.name.year_shift is not None and page is not None:
            year = page.year + reading.name.year_shift
        return Moment(page, tense, self.spoken_of, year)

    def _targets(self, expression: DateExpression) -> list[Reading]:
        """Give the names in focus, and those coordinated with them that have no date of their own yet."""
        groups = {reading.group for reading in self._focus}
        others = [r for r in self.readings if r.group in groups and r not in self._focus and not r.dates]
        return self._focus + others

    def _is_near(self, part: Part, expression: DateExpression, fronted: bool) -> bool:
        if fronted:
            return True
        gap = self._text[self._anchor : part.start]
        if _AMOUNT.search(gap):
            return False
        if expression.precision == "day":
            return True
        planned = self._role is not None and self._role.tense == FUTURE and expression.shift is not None
        return len(gap) < 45 and (expression.precision == "month" or planned or bool(_SMALL.fullmatch(gap)))

    def _attach_place(self, part: Part, venue: Venue, fronted: bool) -> None:
        before = self._text[max(0, part.start - 60) : part.start]
        is_main = bool(_MAIN_VENUE.match(self._text, part.end))
        behind = self._text[max(self._anchor, part.start - 60) : part.start]
        if not (is_main or _LOCATIVE.search(before)) or _NO_VENUE.search(behind):
            return
        gap = self._text[self._anchor : part.start] if not fronted else ""
        if venue.city is None and (_AMOUNT.search(gap) or len(gap) > 60):
            return
        for reading in self._focus:
            old = reading.venue
            if old is None or (old.city is None and venue.city) or (old.how == "fronted" and not fronted):
                reading.venue = replace(venue, how="fronted") if fronted else venue
        self._remember(venue)
        self._anchor = max(self._anchor, part.end)

    def _remember(self, venue: Venue) -> None:
        """Keep the city for "in the same city"."""
        if venue.city is not None:
            self.place = venue

    def _attach_pointer(self, part: Part, pointer: Pointer, fronted: bool) -> None:
        if pointer.kind == "nth":
            for reading in self._focus:
                reading.nth_day = pointer.word.lower()
            return
        venue = self._pointed_at(pointer)
        if venue is None:
            return
        for reading in self._focus:
            reading.venue = reading.venue or venue
        self._remember(venue)
        self._anchor = max(self._anchor, part.end)

    def _pointed_at(self, pointer: Pointer) -> Venue | None:
        if pointer.kind == "here":
            return self._scene.here or self._scene.place
        if pointer.kind == "city":
            return self.place
        places = [m.value for m in find_places(f"the {pointer.word} capital")]
        if places and places[0].country:
            return capital_venue(places[0].country)
        return self.place
