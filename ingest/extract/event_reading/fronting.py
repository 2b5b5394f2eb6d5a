"""What stands before a name in its sentence: whether it belongs to the name or to something else told there."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.event_reading.date_slots import arrives_to_pay
from ingest.extract.event_reading.dating import FUTURE, PAST
from ingest.extract.event_reading.parts import Part, Role
from ingest.extract.event_reading.reading import NEAR, Line, Reading
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression
from ingest.extract.mentions.event_name import EventName
from ingest.extract.mentions.place import Place
from ingest.extract.wording import whole_word

_SECOND_CLAUSE = re.compile(r"[,;]\s+(?:and|while|but)\s+(?:(?:on|in|at|from|late|early)\s+)*$", re.IGNORECASE)
_RELATIVE = re.compile(r",\s+(?:who|whose|whom|which)\s[^,;]*$")
_words = load_words("event_words.yml")
_BESIDE = re.compile(rf"{whole_word(_words['beside'])}\s+(?:the\s+)?$", re.IGNORECASE)
# Behind such a name: no apposition, no relative clause.
_MAIN_CLAUSE = re.compile(
    rf",\s+(?!which\b|that\b|who\b|where\b|when\b|to\s+be\b|now\b|{whole_word(_words['holds'])}|{whole_word(_words['not_its_date'])}|(?:in|on|at|from|scheduled|set|due|a|an|its)\s)[A-Za-z]"
    r"|,\s+(?:an?|its)\s(?:(?!which\b|that\b|who\b)[^,;]){3,60}?\s(?:will|was|were|is|are|has|had|took|held|met|left|brought|gave|paid|[a-z]+ed)\s",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\bwhere\b")
_WHO = re.compile(
    r",\s+(?:who|whose|whom)\s(?!(?:[^,;]*\s)?(?:it|the\s+(?:event|fair|expo|forum|summit|meeting|conference))\b)[^,;]*$"
)
_DOES = re.compile(
    r"(?:\s+\([^)]*\))?,\s+(?!(?:which|who|that|where|held|to\s+be|on|in|at|from|scheduled|set|due|opened|and)\b)[a-z]"
)
_WHO_BEFORE = re.compile(r",\s+who\s[^,;]*$")
_SUBJECT = re.compile(r"\s+(?:[A-Z]|the\s|an?\s|its\s)")
_WHEN = re.compile(
    r"[\s.]*(?:,\s+\d{4})?,\s+(?:when|the\s+day\s+(?:on\s+which|when|that))\s+"
    r"(?:(?:[A-Z]\w+|it|the\s+\w+)\s+(?:will\s+|is\s+to\s+)?(?:also\s+)?(?:hosts?|hosted|holds?|held|stages?|staged)\s+)?"
)
_OTHER_SUBJECT = re.compile(
    r",\s+(?:and|while|but|whereas)\s+(?:(?:the\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*|an?\s+(?!(?:opening|closing)\b)[^,;]{3,70}?)\s+(?:will\s+|is\s+to\s+)?"
    r"(?:convenes?|convened|meets?|met|opens?|opened|closes?|closed|ends|ended|starts|started|begins|began|takes\s+place|took\s+place|be\s+held|was\s+held)\s"
)
_GOES_ON = re.compile(rf"\b(?:and|before|then)\s+(?:then\s+|later\s+)?{whole_word(_words['goes_on'])}\b")
_TO_DISCUSS = re.compile(rf"\bto\s+{whole_word(_words['discussing'])}\s+(?:the\s+)?(?:[\w-]+\s+)?$")
_WAS_OPENED = re.compile(
    r"\s+(?:was|were|will\s+be)\s+(?:\w+ly\s+)?(?:opened|launched|inaugurated|unveiled|signed|set\s+up)\b"
)
_PART_AT = re.compile(r"(?:^|[,;.]\s+)(?:[Tt]he|[Aa]n?)\s+(?:[\w-]+\s+){1,4}at\s+$")
_DURING = re.compile(
    r"(?<!\w)(?:held\s+|staged\s+)?(?:during|within|(?:as\s+)?part\s+of|in\s+the\s+course\s+of|on\s+the\s+occasion\s+of|on\s+the\s+(?:margins|sidelines?|fringes?)\s+of"
    r"|(?:an?|the|one\s+of\s+the)\s+(?:[\w-]+\s+){0,4}(?:events?|activity|activities|component|highlights?|segment|programme|program|feature)"
    r"\s+(?:of|at|under|during|within))\s+$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\s+(?:for|with|to|by)\s[^,;]*\b[a-z]+ing$")
_AIM = r"(?:(?:To|In\s+order\s+to|With\s+a\s+view\s+to|So\s+as\s+to)\s[^,;:]{3,140},)?"  # "To help firms, on May 3"
FRONT = re.compile(rf"\W*{_AIM}\W*(?:{whole_word(_words['front'])}\W*)*", re.IGNORECASE)
_GUEST = re.compile(
    r",\s+with\s[^,;]{2,80}?\s(?:due|expected|scheduled|set|slated|likely|invited)\s+to\s+(?!be\s+held|take\s+place)[a-z]+\s[^,;]*$"
)
_THEN = re.compile(r",\s+(?:and\s+)?(?:then|finally|lastly|next|after\s+that|later)\s+(?:at\s+|to\s+|for\s+)?$")
_PLACED = re.compile(r"(?:\s+\([^)]{2,40}\))?\s+(?:in|at)\s+[A-Z][^,;.]{2,40}(?=,)|\s+here(?=,)")
_AT_WHICH = re.compile(
    rf"(?:\b(?:at|during|in)\s+which|\bwhere)\s[^;]{{2,80}}?\b{whole_word(_words['says'])}\s+(?!on\b|in\b)"
)
_HELD_AT = re.compile(r"\s+(?:held\s+|staged\s+)?(?:at|during)\s+")
_HAD = re.compile(r"\b(?:had|having)\s[^,;:]*$")


def _is_left_behind(line: Line, part: Part) -> bool:
    """Tell what follows a name that only says when: "Prior to the summit, ministers met in Hanoi on Wednesday"."""
    name = line.focus[-1]
    return (
        not name.dates
        and bool(_BESIDE.search(line.text, 0, name.start))
        and name.end < part.start
        and any(end <= part.start and _MAIN_CLAUSE.match(line.text, end) for end in _ends(line, name.end))
    )


def _ends(line: Line, end: int) -> list[int]:
    """Give where a name may end: behind itself, or where it is held: "on the sidelines of the fair in Hue, he met"."""
    placed = _PLACED.match(line.text, end)
    return [end, placed.end()] if placed else [end]


def _is_of_someone(line: Line, part: Part) -> bool:
    """Tell what a clause says of a person: "(the summit) was attended by Wen, who arrived on Saturday for a visit"."""
    return bool(_WHO.search(line.text, line.focus[-1].end, part.start))


def closes_with_saying(line: Line, part: Part) -> bool:
    """Tell a saying that ends the sentence: "..., said the minister, Than Myint, in Nay Pyi Taw on Saturday"."""
    if not line.text[: part.start].rstrip().endswith((",", '"')) or not _SUBJECT.match(line.text, part.end):
        return False
    return not any(isinstance(p.value, Role | EventName) for p in line.parts if p.start >= part.end)


def is_at_that_time(line: Line, last: Reading, name: Part) -> bool:
    """Tell a clause on the day of the one before: "was launched on January 7, when a forum also opened"."""
    return bool(_WHEN.fullmatch(line.text, line.anchor, name.start)) and line.anchor > last.end


def _is_of_other(line: Line, part: Part) -> bool:
    """Tell a second clause about something that is no event's name: "..., and the Hannover Messe opens on April 23"."""
    return bool(_OTHER_SUBJECT.search(line.text, line.focus[-1].end, part.start))


def _is_of_part(line: Line, part: Part) -> bool:
    """Tell what is told of something at an event: "the Guangxi pavilion at the fair was opened on June 6"."""
    name = line.focus[-1]
    return bool(_WAS_OPENED.match(line.text, name.end)) and bool(_PART_AT.search(line.text, 0, name.start))


def _is_said_there(line: Line, part: Part) -> bool:
    """Tell what is told of something else at an event: "a briefing, at which he said the fair would open on Friday"."""
    return bool(_AT_WHICH.search(line.text, line.focus[-1].end, part.start))


def _is_of_guest(line: Line, part: Part) -> bool:
    """Tell what someone is to do there: "opens on Friday, with President Hu due to speak on Saturday"."""
    return bool(_GUEST.search(line.text, line.focus[-1].end, part.start))


def _is_of_who_attends(line: Line, part: Part) -> bool:
    """Tell the main clause behind a relative one: "Thongloun, who is in Hue for the fair, met Lee on Sunday"."""
    name = line.focus[-1]
    is_main = name.end < part.start and _DOES.match(line.text, name.end)
    return bool(is_main) and bool(_WHO_BEFORE.search(line.text, 0, name.start))


def is_aside(line: Line, part: Part) -> bool:
    """Tell what follows a name and is told of something else."""
    return any(
        tells(line, part)
        for tells in (
            _is_of_part,
            _is_left_behind,
            _is_of_someone,
            _is_of_other,
            _is_said_there,
            _is_of_guest,
            _is_of_who_attends,
        )
    )


def is_of_other_deed(line: Line, slot: Part, name: Part) -> bool:
    """Tell what stands before a second verb: "arrived in Hue on Monday and left for Hanoi yesterday on a visit"."""
    gap = line.text[slot.end : name.start]
    if isinstance(slot.value, Place | DateExpression) and _THEN.search(gap):
        return True  # "in Bangkok from May 29 to June 2, and finally the fair"
    goes_on = bool(_GOES_ON.search(gap)) and isinstance(name.value, EventName) and name.value.event_type == "visit"
    return goes_on or (isinstance(slot.value, Place | DateExpression) and bool(_TO_DISCUSS.search(gap)))


def is_told_of(line: Line, name: Part, slots: list[Part]) -> bool:
    """Tell whether the first of the slots before a name is told of it, by itself or with the day behind it."""
    slot, *others = slots
    if isinstance(slot.value, DateExpression) and arrives_to_pay(line, name):
        return True
    if _is_in_relative(line, slot, name) or _WHERE.search(line.text, slot.end, name.start):
        return False
    with_next = isinstance(slot.value, Place) and others and line.is_small(slot.end, others[0].start)
    return _is_beside(line, slot, name) or bool(with_next and _is_beside(line, others[0], name))


def _is_beside(line: Line, slot: Part, name: Part) -> bool:
    """Tell whether what stands before a name in its clause belongs to it: no other verb comes between."""
    gap = line.text[slot.end : name.start]
    if len(gap) >= NEAR or (")" in gap and "(" not in gap):
        return False
    verbs = [p for p in line.parts if isinstance(p.value, Role) and slot.end <= p.start < name.start]
    if isinstance(slot.value, DateExpression) and verbs:  # "will tomorrow attend the opening of the fair"
        if _OF_OTHERS.match(line.text, slot.end, verbs[-1].end):
            return False  # "gave a dinner on Sunday for leaders attending the summit"
        ends = [*(verb.start for verb in verbs[1:]), name.start]
        return all(line.is_small(verb.end, end) for verb, end in zip(verbs, ends, strict=True))
    return not verbs


def _is_in_relative(line: Line, slot: Part, name: Part) -> bool:
    """Tell what a clause put in before the verb says of someone: "Modi, who flew home on Monday, also attended"."""
    return "," in line.text[slot.end : name.start] and bool(_RELATIVE.search(line.text, 0, slot.start))


def is_past_perfect(line: Line, start: int, name: Part) -> bool:
    """Tell "who had stayed away from the meeting": what is told so lies behind, whatever verb comes later."""
    return bool(_HAD.search(line.text, start, name.start))


def opens_clause(line: Line, part: Part) -> bool:
    """Tell what leads a second clause to its own event: "..., and on the following day a seminar was held"."""
    if not _SECOND_CLAUSE.search(line.text, 0, part.start):
        return False
    coming = next((p for p in line.parts if p.start >= part.end and not isinstance(p.value, Place)), None)
    return coming is not None and isinstance(coming.value, EventName) and coming.start - part.end < NEAR


def is_with(reading: Reading, mark: re.Match[str]) -> bool:
    """Tell the event without days that "at the same time" stands with: the last before it, or right behind it."""
    gap = (
        mark.string[reading.end : mark.start()]
        if reading.end <= mark.start()
        else mark.string[mark.end() : reading.start]
    )
    return not reading.dates and len(gap) < NEAR and (mark.start() > 0 or not mark.group().lower().startswith("at "))


def is_during(last: Reading, around: Reading, gap: str) -> bool:
    """Tell an event around the one before: "a seminar held during the fair"; a visit's occasion may lie elsewhere."""
    if last.name.event_type in ("press_conference", "signing", "launch") and _HELD_AT.fullmatch(gap):
        return True  # "at a press conference at the fair on Friday"
    is_visit = around.name.event_type == "visit"
    return bool(_DURING.search(gap)) and not (is_visit and gap.endswith("occasion of "))


def behind_turn(line: Line, turn: Part) -> Role | None:
    """Give the verb for what is turned to: "began on Sunday and was followed by a forum", which did not only begin."""
    if line.role is None or line.role.role == "hold":
        return line.role
    is_ahead = line.text.startswith("will", turn.start)
    return Role("hold", FUTURE if is_ahead else line.role.tense)


def of_opening(line: Line, part: Part, role: Role, role_at: int) -> Role:
    """Give the verb of "the opening of the fair took place on Monday" what the noun before the name says."""
    before, last = line.role, line.readings[-1] if line.readings else None
    if role.role != "hold" or before is None or last is None or before.role == "hold" or before.tense is not None:
        return role
    is_its = 0 <= role_at <= last.start and line.is_small(role_at, last.start) and line.is_small(last.end, part.start)
    return replace(role, role=before.role) if is_its else role


def with_plan(line: Line, part: Part, role: Role) -> Role:
    """Give a participle behind a name the tense of the verb before: "will visit the fair, held there from May 23"."""
    last = line.readings[-1] if line.readings else None
    if role.tense != PAST or last is None or last.tense != FUTURE or line.text[last.end : part.start] != ", ":
        return role
    return replace(role, tense=FUTURE)
