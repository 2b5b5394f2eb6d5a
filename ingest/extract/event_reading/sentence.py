"""What one sentence says of which event: dates, venues and tense are dealt out to the names they stand with.

The parts are gone through from left to right. What stands in front of the clause waits for the next name; what follows
a name belongs to it, and to the names it is coordinated with, until another name comes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ingest.extract.event_reading.date_slots import (
    DAY_OF,
    attach_date,
    coming_role,
    day_role,
    leading_role,
    speak_of,
    stands_beside,
)
from ingest.extract.event_reading.dating import FUTURE, PAST, PRESENT
from ingest.extract.event_reading.fronting import (
    FRONT,
    behind_turn,
    closes_with_saying,
    is_aside,
    is_during,
    is_of_other_deed,
    is_past_perfect,
    is_told_of,
    of_opening,
    opens_clause,
    with_plan,
)
from ingest.extract.event_reading.parts import Part, Pointer, Role, find_parts
from ingest.extract.event_reading.place_slots import (
    attach_place,
    attach_pointer,
    is_home,
    is_where,
    leads_to_name,
    take_goal,
    take_home,
    travel,
)
from ingest.extract.event_reading.reading import (
    COORDINATION,
    NEAR,
    Line,
    Reading,
    Scene,
    is_other_name,
    is_predicate,
)
from ingest.extract.event_reading.sharing import finish, share_time
from ingest.extract.event_reading.venue import venue_of
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression
from ingest.extract.mentions.event_name import EventName
from ingest.extract.mentions.place import Place
from ingest.extract.wording import whole_word

_words = load_words("event_words.yml")
_TOGETHER = re.compile(rf"{whole_word(_words['held_together'])}\s+$", re.IGNORECASE)
_WHILE_SAYING = re.compile(
    rf",?\s+{whole_word(_words['while_saying'])}\s+(?:(?!that\b|which\b)[\w']+\s+){{0,8}}", re.IGNORECASE
)
_OF_WHOLE = re.compile(r"[\"”]?\s+of\s+(?:the\s+)?")
_OF_THE = re.compile(r"\s+of\s+(?:the\s+)?")
_AND = re.compile(r"\b(?:and|as well as)\s+$", re.IGNORECASE)
_CLAUSE_END = re.compile(r";|\s--?\s|:\s|\bthat\b|\bwhile\b", re.IGNORECASE)
# "After the fair, a seminar will be held": what leads in is not what the clause is about.
_LED_IN = re.compile(rf"\W*{whole_word(_words['leading_in'])}\s+", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"[;:]|\b(?:which|that|who|said)\b")


class SentenceReader:
    """Deals out the parts of one sentence; `line` holds what each name got, `nested` the names inside other names."""

    def __init__(self, text: str, scene: Scene, abbreviations: Mapping[str, str]) -> None:
        """Take the sentence without its dateline."""
        folded = fold(text)
        self.line = Line(folded, find_parts(folded, abbreviations), scene, scene.spoken_of, scene.place)
        self.nested: list[Reading] = []
        self._waiting: list[tuple[Part, bool]] = []
        self._clause = 0
        self._said = self._plan_at = self._role_at = -1
        self._said_slot: Part | None = None
        self._is_series = False
        self._turned_from: Reading | None = None

    def read(self) -> list[Reading]:
        """Go through the parts once."""
        if not self.line.parts:
            return []
        for part in self.line.parts:
            self._take(part)
        for slot, _ in self._waiting:
            if isinstance(slot.value, DateExpression):
                speak_of(self.line, slot.value)
        finish(self.line)
        return self.line.readings

    def _take(self, part: Part) -> None:
        value = part.value
        if isinstance(value, EventName) and value.kind == "nested":
            self.nested.append(Reading(value, part.start, part.end))
        elif isinstance(value, EventName):
            self._take_name(part, value)
        elif isinstance(value, Role):
            self._take_role(part, value)
        elif isinstance(value, str):
            self._take_sign(part, value)
        elif not self._is_said(part):
            self._take_slot(part)

    def _take_name(self, part: Part, name: EventName) -> None:
        line, last = self.line, self.line.readings[-1] if self.line.readings else None
        reading = Reading(name, part.start, part.end, group=len(line.readings), is_series=self._is_series)
        if last and last.name.kind == name.kind == "proper" and _OF_WHOLE.fullmatch(line.text, last.end, part.start):
            self.nested.append(reading)  # "the 'Cloud Trade Fair' of the China-ASEAN Expo": told of the first
            return
        self._is_series = False
        reading.follows, self._turned_from = self._turned_from, None
        self._focus_on(reading, last)
        reading.tense = self._tense_before(part, last)
        line.readings.append(reading)
        self._serve_waiting(part)
        self._take_day_of(part, last)
        share_time(line, last, part)
        self._take_said(part)
        line.anchor = part.end

    def _focus_on(self, reading: Reading, last: Reading | None) -> None:
        """Turn to a name; one that is coordinated with the last shares what is said of both."""
        line = self.line
        gap = line.text[last.end : reading.start] if last else ""
        if last and is_other_name(line, last, reading):
            reading.same_as, last.days = last, last.days or reading.name.days
            return
        if last and is_predicate(line, last, reading):
            reading.same_as, last.name = last, replace(reading.name, days=last.name.days)
            return
        is_led = last is not None and _LED_IN.fullmatch(line.text, 0, last.start)
        if last and gap.strip() and COORDINATION.fullmatch(gap) and not is_led:
            reading.group, reading.companion = last.group, last.companion
            line.focus.append(reading)
            return
        line.focus = [reading]
        if last and is_during(last, reading, gap):
            reading.holds = last
            if gap.startswith(",") and line.is_put_in(reading.end):
                line.focus = [last]  # "the seminar, part of the fair, opened on Monday"
        if last and _TOGETHER.search(gap):
            reading.group = last.group
            reading.companion = last.holds or last
        elif last and _AND.search(gap) and not line.has_verb(last.end, reading.start):
            reading.group = last.group

    def _tense_before(self, part: Part, last: Reading | None) -> str | None:
        """Give the tense of the verb whose object the name is, or of the list that it stands in."""
        line = self.line
        if isinstance(part.value, EventName) and part.value.article == "next" and part.value.head == "edition":
            return FUTURE
        if self._plan_at > self._role_at and part.start - self._plan_at < NEAR:
            line.role = None
            return FUTURE
        if line.role is not None:
            gap = line.text[line.anchor : part.start]
            if len(gap) < 90 and not _OTHER_CLAUSE.search(gap):
                return line.role.tense
            line.role = None
        if self._is_said_at(part):
            return PAST
        if self._plan_at >= 0 and self._clause <= self._plan_at and part.start - self._plan_at < NEAR:
            return FUTURE
        if last is not None and not line.has_verb(last.end, part.start):
            return last.tense
        return PAST if is_past_perfect(line, last.end if last else 0, part) else line.scene.tense

    def _is_said_at(self, part: Part) -> bool:
        """Tell "told a press conference" and "said at a forum": what is said may lie ahead, the saying does not."""
        value = part.value
        is_new = isinstance(value, EventName) and (value.kind == "plain" or value.event_type == "press_conference")
        return is_new and 0 <= self._said <= part.start and self.line.is_small(self._said, part.start)

    def _serve_waiting(self, name: Part) -> None:
        """Give the name what stood before it in its clause."""
        waiting, self._waiting = self._waiting, []
        waiting = [(slot, fronted) for slot, fronted in waiting if not is_of_other_deed(self.line, slot, name)]
        for number, (slot, fronted) in enumerate(waiting):
            gap = self.line.text[slot.end : name.start]
            named = DAY_OF.search(gap)
            if isinstance(slot.value, Pointer) and slot.value.kind == "nth" and _OF_THE.fullmatch(gap):
                self._waiting.append((slot, fronted))  # "on the second day of the fair, a seminar was held"
                continue
            if named and isinstance(slot.value, DateExpression):
                self._attach(slot, day_role(named, PAST), fronted=False)
            elif isinstance(slot.value, Place) and is_home(self.line, self._clause, slot, name):
                take_home(self.line, slot, slot.value)
            elif isinstance(slot.value, Place) and (is_where(self.line, slot, name) or leads_to_name(self.line, slot)):
                take_goal(self.line, venue_of(slot.value))
            elif isinstance(slot.value, DateExpression) and stands_beside(self.line, name, slot, gap, fronted=fronted):
                speak_of(self.line, slot.value)
            elif ";" not in gap and (fronted or is_told_of(self.line, name, [slot for slot, _ in waiting[number:]])):
                role = leading_role(self.line, name) or coming_role(self.line, name)
                self._attach(slot, role, fronted=True)

    def _take_said(self, name: Part) -> None:
        """Take "said on Tuesday as he opened the fair": the day stands with the saying, and is the event's too."""
        slot, self._said_slot = self._said_slot, None
        if slot is None or name.start - slot.end > 60:
            return
        if _WHILE_SAYING.fullmatch(self.line.text, slot.end, name.start):
            self._attach(slot, leading_role(self.line, name), fronted=True)

    def _take_day_of(self, name: Part, last: Reading | None) -> None:
        """Take "on Sunday, the final day of the visit": the day stands with another event before."""
        if self.line.last_date is None or last is None:
            return
        named = DAY_OF.fullmatch(self.line.text, self.line.last_date.end, name.start)
        if named:
            reading = self.line.focus[-1]
            has_weekday = (
                isinstance(self.line.last_date.value, DateExpression) and self.line.last_date.value.first.weekday
            )
            tense = PRESENT if has_weekday is None else PAST
            self._attach(self.line.last_date, day_role(named, tense), fronted=True)
            if last.venue is not None:
                reading.venue = replace(last.venue, how="shared")

    def _take_role(self, part: Part, role: Role) -> None:
        before = self.line.role
        if role.tense is None and before is not None and self.line.is_small(self._role_at, part.start):
            role = replace(role, tense=before.tense)  # "will attend the opening of the fair"
        role = of_opening(self.line, part, role, self._role_at)
        self.line.role = role = with_plan(self.line, part, role)
        self._role_at = part.end
        self.line.anchor = part.end
        for reading in self.line.focus:
            reading.tense = reading.tense or role.tense
        self._said = -1

    def _take_sign(self, part: Part, sign: str) -> None:
        if sign == "says":
            self._said = part.end
            self._plan_at = -1
            self.line.role = None
            if closes_with_saying(self.line, part):
                self.line.focus, self._clause = [], part.end
        elif sign == "turn":
            self.line.role = behind_turn(self.line, part)
            self._turned_from = self.line.focus[-1] if self.line.focus else None
            self.line.focus = []
            self._clause = part.end
        elif sign == "series":
            self._is_series = not self.line.focus
            for reading in self.line.focus:
                reading.is_series = True
        elif sign == "plan":
            self._plan_at = part.end
            for reading in self.line.focus:
                reading.tense = reading.tense or FUTURE

    def _is_said(self, part: Part) -> bool:
        """Tell a date or place that belongs to a verb of saying."""
        if self._said < 0 or part.start < self._said:
            return False
        if self.line.is_small(self._said, part.start):
            self._said = part.end
            self._said_slot = part if isinstance(part.value, DateExpression) else self._said_slot
            return True
        self._said = -1
        return False

    def _take_slot(self, part: Part) -> None:
        for mark in _CLAUSE_END.finditer(self.line.text, max(self.line.anchor, self._clause), part.start):
            self._clause = mark.end()
        leads_on = isinstance(part.value, Place) and not travel(self.line.focus) and leads_to_name(self.line, part)
        if not self.line.focus or leads_on or self.line.is_behind_break(part) or is_aside(self.line, part):
            self._waiting.append((part, self._stands_in_front(part)))
        elif opens_clause(self.line, part):
            self._waiting.append((part, True))
        else:
            self._attach(part, self.line.role, fronted=False)

    def _stands_in_front(self, part: Part) -> bool:
        end = self._waiting[-1][0].end if self._waiting and self._waiting[-1][1] else self._clause
        return bool(FRONT.fullmatch(self.line.text, end, part.start))

    def _attach(self, part: Part, role: Role | None, *, fronted: bool) -> None:
        value = part.value
        if isinstance(value, DateExpression):
            attach_date(self.line, part, value, role, fronted=fronted)
        elif isinstance(value, Place):
            attach_place(self.line, part, venue_of(value), fronted=fronted)
        elif isinstance(value, Pointer):
            attach_pointer(self.line, part, value)
