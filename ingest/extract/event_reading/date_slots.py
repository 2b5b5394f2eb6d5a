"""Dates on their way to events: which of them are an event's days, and whether its first, its last or all."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.event_reading.dating import FUTURE, PAST, PRESENT, UNKNOWN, DateRange, Moment, resolve
from ingest.extract.event_reading.parts import Part, Pointer, Role
from ingest.extract.event_reading.reading import COORDINATION, NEAR, DatedRole, Line, Reading
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression, find_dates
from ingest.extract.mentions.event_name import EventName
from ingest.extract.wording import whole_word

_words = load_words("event_words.yml")
_AMOUNT = re.compile(whole_word(_words["amounts"]))  # in lower case: "Board of Investment" is none
_NOT_ITS = re.compile(
    rf"(?:{whole_word(_words['not_its_date'])}|(?:^|[,;.]\s)up\s+to)\s+(?:\d[\d:.]*\s*(?:[ap]\.?m\.?|o'clock|hours|hrs)\s+(?:on\s+)?|(?:noon|midday|midnight|press\s+time|the\s+close)\s+(?:of\s+|on\s+)?|the\s+|late\s+|early\s+|end\s+of\s+)*$",
    re.IGNORECASE,
)
_WAS_DUE = re.compile(
    rf"\bhad\s+been\s+(?:originally\s+|initially\s+)?{whole_word(_words['plan_forms'])}(?:\s+to\s+[a-z]+)?"
    r"\s+(?:on|for|in)\s+(?:the\s+)?$"
)
_MOVED = re.compile(rf"{whole_word(_words['moved_to'])}\s+(?:the\s+)?$", re.IGNORECASE)
_APPOSITION = re.compile(r",\s[^,;:()]{4,60},\s+(?:back\s+)?in\s+")
_BESIDE = re.compile(rf"{whole_word(_words['beside'])}\s+(?:the\s+)?$", re.IGNORECASE)
_GOING = re.compile(rf"\s*(?:for|to\s+(?P<deed>{whole_word(_words['taking_part'])}))(?:\s+the)?\s*", re.IGNORECASE)
_ARRIVES_TO_PAY = re.compile(r"\barrive[sd]\s[^;.]*?\bto\s[^;.]{0,80}?(?:pay|begin|start|make)\s+$")
_IS_THERE = re.compile(r"\b(?:was|were|is|are|be|been)\s+in\s+[A-Z][^,;:]{2,40}$")
_SIGNING_UP = re.compile(rf"{whole_word(_words['signing_up'])}\s+(?:for|to|at)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|to)\s+(?:the\s+)?$", re.IGNORECASE)
DAY_OF = re.compile(
    r",?\s*(?:the\s+)?(?P<nth>first|opening|last|final|closing)\s+day\s+of\s+(?:(?:[A-Z][\w.-]*\s+){0,4}[\w.-]+'s\s+)?$",
    re.IGNORECASE,
)
# "At a press conference on Wednesday, the organisers outlined plans for": whoever is told of in the past was there.
_TOLD_THERE = re.compile(
    r"\W*(?:At|During|In)\s+(?:an?|the|his|her|its|their)\s[^,;]{5,120},\s+(?:(?!to\b|be\b|will\b|is\b|are\b)[\w'.-]+,?\s+){1,9}?"
    r"(?<!be\s)(?:[a-z]{3,}ed|told|said|spoke|heard|gave|made|saw|met)\b"
)
# "The pact, signed in 2011": the year is that of what stands before.
_OF_PAPER = re.compile(
    r"\b(?:[Aa]greement|[Pp]act|[Tt]reaty|FTA|MoU|MOU|[Mm]emorandum|[Pp]rotocol|[Ff]ramework|[Pp]artnership|[Rr]elations|[Tt]ies|[A-Z]{3,6}\)?|[Cc]ooperation(?:\s\([A-Z]+\))?),?\s+"
    r"(?:which\s+(?:was|were)\s+|that\s+(?:was|were)\s+|first\s+)?(?:signed|inked|concluded|established|set\s+up|adopted|reached|upgraded|forged|sealed)\s+(?:back\s+)?in\s+$"
)
_OWN_FIGURE = re.compile(r"\d[\d,.]*\s+(?:million|billion|trillion|percent|per\s+cent)\b|\baccording\s+to\b")
_LONGEST_LIST = 400  # characters of hosts between a name and its verb
_PUT_IN_BY = re.compile(r"[^,]*,\s+(?:jointly\s+)?(?:co-?)?[a-z]+ed\s+by\s")
_FROM = re.compile(r"\b(?:from|starting|beginning|starts)\s+(?:on\s+)?$", re.IGNORECASE)


def attach_date(line: Line, part: Part, expression: DateExpression, role: Role | None, *, fronted: bool) -> None:
    """Give the date to the names in focus, unless it belongs to something else."""
    line.last_date = part
    before = line.text[max(0, part.start - 40) : part.start]
    if expression.precision != "day" and _OF_PAPER.search(line.text, 0, part.start):
        return
    if _NOT_ITS.search(before) or _WAS_DUE.search(before) or not _is_near(line, part, expression, fronted):
        return
    is_moved = bool(_MOVED.search(before))
    if is_moved:
        for reading in _targets(line):
            reading.dates = []
        role = None
    meaning = role.role if role else "hold"
    if not is_moved and _UNTIL.search(before) and expression.last is None:
        meaning = "end"
        role = None if fronted else role
    elif _FROM.search(before) and expression.last is None:
        meaning = "start"
    slot = DateSlot(expression, meaning, role, fronted)
    for reading in _targets(line):
        in_brackets = line.text.startswith("(", reading.end + 1) and part.start <= reading.end + len(" (") + 1
        if not in_brackets and _SIGNING_UP.search(line.text, max(0, reading.start - 60), reading.start):
            continue  # "registration for the fair closes on May 30"
        inner = reading.holds
        takes_it = inner is not None and meaning == "hold" and expression.last is None and not inner.dates
        _give(line, part, inner if inner is not None and takes_it else reading, slot)


def speak_of(line: Line, expression: DateExpression) -> None:
    """Keep a day that belongs to no event, for "two days later"."""
    days = resolve(expression, Moment(line.scene.published_on, PAST, line.spoken_of))
    if days is not None and days.precision == "day":
        line.spoken_of = days


def stands_beside(line: Line, name: Part, slot: Part, gap: str, *, fronted: bool) -> bool:
    """Tell a day before a name that is not the event's: "on Monday before the fair", "flew on Monday for the fair"."""
    is_range = isinstance(slot.value, DateExpression) and slot.value.last is not None
    going = None if fronted or is_range else _GOING.fullmatch(gap)
    if going is not None and _IS_THERE.search(line.text, max(0, slot.start - 60), slot.start):
        return False  # "were in Hanoi on Monday for a seminar"
    is_visit = isinstance(name.value, EventName) and name.value.event_type == "visit"
    if going is not None and is_visit and line.role is not None and line.role.role == "start":
        return False  # "arrived on Saturday for a three-day visit"
    goes = going is not None and (line.role is None or going["deed"] is not None)
    return goes or bool(_BESIDE.search(gap))


class DateSlot:
    """A date with what was found out about its use."""

    def __init__(self, expression: DateExpression, meaning: str, role: Role | None, fronted: bool) -> None:
        """Take the date as written, its meaning for an event, and the verb that gave it."""
        self.expression = expression
        self.meaning = meaning
        self.role = role
        self.fronted = fronted


def _give(line: Line, part: Part, reading: Reading, slot: DateSlot) -> None:
    tense = _tense_for(line, reading, slot)
    slot.expression = _in_month(line, part, slot.expression, tense)
    days = resolve(slot.expression, _moment(line, reading, tense, slot.expression))
    if days is None:
        reading.is_undated = slot.expression.precision == "day"
        return
    guessed = tense == UNKNOWN and slot.expression.first.year is None and slot.expression.shift is None
    reading.dates.append(DatedRole(days, slot.meaning, slot.fronted, guessed))
    if slot.meaning != "end" or line.spoken_of is None:
        line.spoken_of = days
    line.reach(part)


def _in_month(line: Line, part: Part, expression: DateExpression, tense: str) -> DateExpression:
    """Give days without a month the one named before: "opens in Hue in August and runs from the 3rd to the 7th"."""
    first, last = expression.first, expression.last
    if first.day is None or first.month is not None:
        return expression
    before = [p.value for p in line.parts if p.end <= part.start and isinstance(p.value, DateExpression)]
    months = [value for value in before if value.precision == "month"]
    named = resolve(months[-1], Moment(line.scene.published_on, tense)) if months else None
    if named is None or named.start.month != named.end.month:
        return expression
    year, month = named.start.year, named.start.month
    last = replace(last, month=month, year=year) if last is not None and last.month is None else last
    return replace(expression, first=replace(first, month=month, year=year), last=last)


def _tense_for(line: Line, reading: Reading, slot: DateSlot) -> str:
    """Give the tense in which a date is told; the end of what has begun lies ahead unless a verb says it is over."""
    role = slot.role
    is_past = role is not None and role.tense == PAST
    is_over = is_past and role is not None and role.role == "end"
    if slot.meaning == "end" and not is_over and (not is_past or reading.dates):
        return FUTURE
    is_infinitive = role is not None and role.is_base and role.tense == PRESENT and reading.tense == PAST
    if role is not None and role.tense is not None and not is_infinitive:
        return FUTURE if role.tense == PRESENT and reading.tense == FUTURE else role.tense
    return reading.tense or _coming_tense(line)


def _coming_tense(line: Line) -> str:
    """Give the tense of the first verb behind the last name."""
    end = line.readings[-1].end if line.readings else 0
    told = _TOLD_THERE.match(line.text)
    for part in line.parts:
        if part.start >= end:
            if told is not None and part.start >= told.end():
                return PAST
            if isinstance(part.value, Role) and part.value.tense is not None:
                return part.value.tense
            if part.value == "plan":
                return FUTURE
            if part.value == "says":
                return PAST
    return UNKNOWN


def coming_role(line: Line, name: Part) -> Role | None:
    """Give the verb behind a name where it opens or closes it: "On May 3, the fair opened"."""
    reach = NEAR
    for part in line.parts:
        if part.start < name.end:
            continue
        if _is_told_of_hosts(line, part):
            reach = _LONGEST_LIST
            continue
        if isinstance(part.value, DateExpression | Pointer):
            return None
        if isinstance(part.value, EventName):
            if line.text.startswith(" (", name.end) and ")" not in line.text[name.end : part.start]:
                continue  # "the fair (hereinafter referred to as the XFair) commenced"
            if not COORDINATION.fullmatch(line.text, name.end, part.start):
                return None
            name = part
        if isinstance(part.value, Role):
            is_near = part.start - name.end < reach
            return part.value if part.value.role != "hold" and is_near else None
    return None


def _is_told_of_hosts(line: Line, part: Part) -> bool:
    """Tell the participle put in behind a name: "the forum, co-hosted by the Chamber, opened"."""
    return isinstance(part.value, Role) and bool(_PUT_IN_BY.fullmatch(line.text, max(0, part.start - 12), part.end + 4))


def leading_role(line: Line, name: Part) -> Role | None:
    """Give the words right before a name that open or close it: "he joined the opening of the fair"."""
    if arrives_to_pay(line, name):
        return Role("start", line.role.tense if line.role and line.role.role == "start" else PAST)
    if line.role is None or line.role.role == "hold" or line.anchor > name.start:
        return None
    return line.role if line.is_small(line.anchor, name.start) else None


def _moment(line: Line, reading: Reading, tense: str, expression: DateExpression) -> Moment:
    page = line.scene.published_on
    year = reading.name.year
    if reading.name.year_shift is not None and reading.name.article not in ("next", "last") and page is not None:
        year = page.year + reading.name.year_shift
    year = year or _year_beside(line, expression)
    return Moment(page, tense, _spoken_of(line) if expression.relative_to == "text" else None, year)


def _year_beside(line: Line, expression: DateExpression) -> int | None:
    """Give the year that another date of the same month names: "from 2 to 7 September 2013 ... (3-6 September)"."""
    month = expression.first.month
    if month is None or expression.precision != "day":
        return None
    names = [part.start for part in line.parts if isinstance(part.value, EventName)]
    own = next((part.start for part in line.parts if part.value is expression), 0)
    points = [
        point
        for part in line.parts
        if isinstance(part.value, DateExpression)
        if not any(own < name < part.start for name in names)  # "its predecessor in June 2015" has a year of its own
        for point in (part.value.first, part.value.last)
        if point is not None
    ]
    return next((point.year for point in points if point.year is not None and point.month == month), None)


def _spoken_of(line: Line) -> DateRange | None:
    """Give the day last told: in this sentence, else in the one before, else of an event further back."""
    if line.spoken_of is not line.scene.spoken_of:
        return line.spoken_of
    text = line.scene.before
    told = [
        mention.value
        for mention in find_dates(text)
        if mention.value.precision == "day" and mention.value.relative_to == "page"
        if not (_UNTIL.search(text, 0, mention.start) or _NOT_ITS.search(text, 0, mention.start))
    ]
    if not told:
        return line.spoken_of
    readings = [resolve(told[-1], Moment(line.scene.published_on, tense)) for tense in (PAST, FUTURE)]
    return line.spoken_of if line.spoken_of in readings else readings[0] or line.spoken_of


def _targets(line: Line) -> list[Reading]:
    """Give the names in focus, and those coordinated with them that have no date of their own yet."""
    groups = {reading.group for reading in line.focus}
    others = [r for r in line.readings if r.group in groups and r not in line.focus and not r.dates]
    return line.focus + others


def _is_near(line: Line, part: Part, expression: DateExpression, fronted: bool) -> bool:
    """Tell a date of the event from one of the amounts that the sentence goes on to tell."""
    if fronted:  # "933 million dollars in 2007, according to the preface of the exhibition"
        between = line.text[part.end : line.focus[-1].start] if line.focus else ""
        return expression.precision == "day" or not _OWN_FIGURE.search(between)
    gap = line.text[line.anchor : part.start]
    if _AMOUNT.search(gap):
        return False
    if expression.precision == "day":
        return True
    planned = line.role is not None and line.role.tense == FUTURE and expression.shift is not None
    if _APPOSITION.fullmatch(gap) and line.role is not None:
        return True  # held in Mianyang, another city of the province, in 2015
    return len(gap) < 45 and (expression.precision == "month" or planned or line.is_small(line.anchor, part.start))


def arrives_to_pay(line: Line, name: Part) -> bool:
    """Tell "arrived on Wednesday to attend a meeting and pay an official visit": the day begins the visit."""
    is_visit = isinstance(name.value, EventName) and name.value.event_type == "visit"
    return is_visit and bool(_ARRIVES_TO_PAY.search(line.text, 0, name.start))


def day_role(named: re.Match[str], tense: str) -> Role:
    """Give what "on Sunday, the final day of" says of the Sunday."""
    return Role("end" if named["nth"].lower() in ("last", "final", "closing") else "start", tense)
