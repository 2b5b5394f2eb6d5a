"""The parts of a sentence that matter for events, in order: names, dates, places, verbs and signs around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from ingest.extract.event_reading.dating import FUTURE, PAST, PRESENT
from ingest.extract.event_reading.editions import find_editions
from ingest.extract.event_reading.towns import find_towns
from ingest.extract.lexicon.loader import load_rows, load_words
from ingest.extract.mentions.date import CALENDAR_WORDS, DateExpression, find_dates
from ingest.extract.mentions.event_name import EventName, find_event_names
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.spans import Mention
from ingest.extract.wording import CuedPattern, any_of, whole_word


@dataclass(frozen=True, slots=True)
class Role:
    """A verb that says where a date stands on an event's days: "start", "end" or "hold"; and its tense.

    `is_base` marks a form that may be an infinitive ("saw the summit pass off").
    """

    role: str
    tense: str | None
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place or day that is told by pointing: "here", "in the same city", "the first day"."""

    kind: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sentence; `value` tells its kind by its type."""

    start: int
    end: int
    value: EventName | DateExpression | Place | Role | Pointer | str


_words = load_words("event_words.yml")


_ROLES = {word: role for role in ("hold", "start", "end") for word in _words[f"{role}s"]}
_ROLE = CuedPattern(whole_word(_ROLES), _ROLES)
_PAST_FORMS = frozenset(_words["past_forms"])
_PLAN_FORMS = frozenset(_words["plan_forms"])
_PLAN = whole_word(_words["plans"])
_PLAN_WORD = re.compile(_PLAN, re.IGNORECASE)
_OF_TIME = re.compile(
    rf"\s+(?:(?:the|this|last|next|that)\s+)?(?:{any_of(CALENDAR_WORDS)}\b|(?:day|week|month|quarter|year|decade|century)\b|\d{{4}})"
)
_PLAN_BEFORE = re.compile(rf"(?:{_PLAN}|\bto)(?:\s+(?:be|also|now|then|instead|again|open|\w+ly))*\s*$", re.IGNORECASE)
_NOUNS = (
    "opening",
    "closing",
    "beginning",
    "ending",
    "toward",
    "curtain coming",
    "curtain falling",
)  # say when by themselves, but not whether it is past
_ON_SAYING = frozenset(_words["on_saying"])
_BASE_FORMS = frozenset(_words["base_forms"])
_VERB_BEFORE = re.compile(
    rf"(?:{_PLAN}|{whole_word(_words['auxiliaries'])})(?:\s+(?:\w+ly|also|again))*\s*$", re.IGNORECASE
)
_NOW_BEFORE = re.compile(r"\b(?:is|are|being)(?:\s+(?:also|being|currently|usually|annually))*\s*$", re.IGNORECASE)
_SIGN_WORDS = {
    name: _words[name + "s" * (name in ("turn", "plan"))] for name in ("turn", "series", "says", "plan", "upcoming")
}
_SIGNS = CuedPattern(
    "|".join(f"(?P<{name}>{whole_word(words)})" for name, words in _SIGN_WORDS.items()), chain(*_SIGN_WORDS.values())
)
_PRONOUN = re.compile(
    r"\W*(?P<both>Both(?:\s+events)?|The\s+two\s+events|They)\b|\W*(?P<it>It)\b(?!\s+(?:is|was|has\s+been)\s+(?:the\s+first\s+time|also\s+)?(?:understood|expected|reported|said|learned|estimated|believed|hoped|noted|known)\b)"
)
_BEHIND_FRONT = re.compile(
    r"\W*(?:\w+ly\s+)?(?:co-)?(?:hosted|organi[sz]ed|held|sponsored|themed|scheduled|opened|launched|running|lasting|opening|starting|beginning|kicking\s+off|launching|closing|ending|spanning|taking\s+place|covering)\b[^;]{0,400}?,\s+(?P<it>it)\b",
    re.IGNORECASE,
)
_OWNING = re.compile(r"((?:\w+\s+){0,2}\w+)['’]s\s+(?:[\w-]+\s+){0,2}$")
_HALL = re.compile(
    r"(?:'s)?(?:\s+(?:[\w-]+|&)){0,6}?\s+(?:[Cc]ent(?:er|re)|[Hh]all|Palace|[Ss]tadium|Complex|Expo|EXPO|Hotel|Resort|Zone|Terminal|Campus|Airport|Department\s+Store|Mall|Plaza|Square|Tower|Museum|Theat(?:re|er)|Gymnasium|Arena|Ballroom)\b"
)
_HOTELS = frozenset(load_words("venue_words.yml")["hotel_names"])
_AT_HOTEL = re.compile(r"\b(?:at|return(?:s|ed)?\s+to)\s+(?:the\s+)?(?:[A-Z][\w'&-]*\s+){0,2}$")
_DAY = re.compile(r"\s+day\b(?!\s+of\b)")
_AT_A = re.compile(r"\b(?:at|in)\s+an?\s+$")
_IN_TOWN = re.compile(r"\b[Tt]own\b")
_PROVINCE_OF = re.compile(r"\b[Pp]rovinces?\s+of\s+$")
_POINTER = CuedPattern(
    r"\b(?:(?P<here>here|(?:in|at)\s+this\s+(?:[\w-]+\s+){0,3}(?:city|town|capital|port|municipality))|(?P<city>in\s+that\s+(?:city|town|port)|(?:in|at)\s+the\s+(?:(?:same\s+)?(?:city|place|venue|town|municipality)|same\s+(?:compound|hall|hotel|building|cent(?:re|er)|complex|hotel|island|resort))|[Tt]here(?!\s+(?:is|are|was|were|will|has|have)))"
    r"|[Tt]he\s+(?P<home>[A-Z]\w+|state|provincial|regional|national|(?:country|province|state|region|island|nation)'s)\s+capital(?=\s+(?:\w+\s+){0,3}(?:host|play(?:s|ed)?\s+host|stage|welcome|be\s+the\s+(?:venue|setting|site)))"
    r"|in\s+the\s+(?P<the_capital>capital)(?:\s+city)?(?!\s+(?:city|of|and|market|markets|account|region|goods)\b)(?!\s+[A-Z])"
    r"|(?:in|at)\s+the\s+(?P<described>(?!capital|other|another|nearby|neighbou?ring|next|whole|entire|inner|old|new)(?:[a-z][a-z-]+\s+){1,4}?(?:city|town|municipality))(?!\s+(?:of|hall|cent|park|government|council|level|and)\b)(?!\s+[A-Z])"
    r"|in\s+(?P<own>its)\s+capital(?!\s+[A-Z])|in\s+the\s+(?:provincial\s+|regional\s+|state\s+)?(?P<capital_of>capital)(?:\s+city)?\s+of(?=\s)|in\s+the\s+(?P<capital>[A-Z]\w+|country's|regional|provincial|national|region's|province's)\s+capital(?!\s+of)(?!\s+[A-Z])"
    r"|(?:in|at)\s+(?:the\s+)?(?P<district>(?:[a-z]+\s+)?(?:zone|industrial\s+park|checkpoint|border\s+gate|land\s+port|logistics\s+park|trade\s+cent(?:re|er))(?=\s+(?:on|from|yesterday|today|tomorrow|last|next|this)\b|[.;]|$)|[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?\s+(?:District|New\s+Area|Subdistrict))(?!\s+of\b)(?!,\s+[A-Z])"
    r"|(?:the|its)\s+(?P<nth>first|opening|second|third|fourth|last|final|closing)\s+day(?!\s+of\s+(?!the\s))(?!\s+of\s+the\s+(?:month|year|week)))\b",
    (
        "here",
        "there",
        "city",
        "town",
        "capital",
        "port",
        "municipality",
        "place",
        "venue",
        "day",
        "same",
        "district",
        "area",
        "subdistrict",
        "zone",
        "park",
        "checkpoint",
        "gate",
        "centre",
        "center",
    ),
    flags=0,
)


# "On the first day, and a meeting on the second".
_NTH_BARE = re.compile(r"\bon\s+the\s+(?P<nth>second|third|last|final)(?=[.,;]|$)")


def find_parts(text: str, abbreviations: Mapping[str, str]) -> list[Part]:
    """Find the parts of a sentence from left to right; none where it speaks of no event.

    What stands inside an event's name is not told apart.
    """
    found = find_event_names(text, abbreviations)
    names = [m for m in found if m.value.kind != "nested"]
    editions = find_editions(text, names)
    owned = {m.start for m in editions if m.text.startswith("'s")}  # "the fair's fifth edition" speaks of one only
    names = [m for m in names if m.end not in owned or m.value.kind != "definite"] + editions
    pronoun = _PRONOUN.match(text) or _BEHIND_FRONT.match(text)
    if pronoun:
        word = "both" if pronoun.groupdict().get("both") else "it"
        span = pronoun.span(word)
        names.insert(0, Mention(*span, pronoun[word], EventName("", word, "other", "pronoun", "")))
    if not names:
        return []  # most sentences speak of no event; the other parts are dear to find
    parts = [Part(m.start, m.end, m.value) for m in names]
    dates = find_dates(text) + list(_owning_dates(text, names))
    others: list[Part] = [Part(m.start, m.end, m.value) for m in dates]
    others += _places(text)
    others += _roles(text)
    for match in _SIGNS.finditer(text):
        others.append(Part(match.start(), match.end(), str(match.lastgroup)))
    for match in _POINTER.finditer(text):
        kind = str(match.lastgroup)
        others.append(Part(match.start(), match.end(), Pointer(kind, match[kind])))
        bare = _NTH_BARE.search(text, match.end()) if kind == "nth" else None
        if bare is not None:
            others.append(Part(bare.start(), bare.end(), Pointer(kind, bare["nth"])))
    parts += _outside(names, others)
    parts += [Part(m.end, m.end, m.value) for m in found if m.value.kind == "nested"]
    return sorted(parts, key=lambda part: (part.start, part.end))


def _owning_dates(text: str, names: list[Mention[EventName]]) -> Iterator[Mention[DateExpression]]:
    """Find the dates that own an event: "last month's Import Week", "Monday's seminar"."""
    for name in names:
        owner = _OWNING.search(text, max(0, name.start - 40), name.start)
        dates = find_dates(owner.group(1)) if owner else []
        if owner and dates and dates[-1].end == len(owner.group(1)):
            start = owner.start(1)
            yield Mention(start + dates[-1].start, start + dates[-1].end, dates[-1].text, dates[-1].value)


def _outside(names: list[Mention[EventName]], parts: list[Part]) -> Iterator[Part]:
    spans = [(m.start, m.end) for m in names]
    for part in parts:
        if not any(start < part.end and part.start < end for start, end in spans):
            yield part


def _roles(text: str) -> Iterator[Part]:
    for match in _ROLE.finditer(text):
        word = re.sub(r"\s+", " ", match.group().lower())
        if word.startswith("host") and text.startswith((" of ", " country", " city", " cities"), match.end()):
            continue
        if word in _NOUNS and _DAY.match(text, match.end()):
            continue  # "on the opening day" is a day, not the opening
        if word.startswith("at the") and _OF_TIME.match(text, match.end()):
            continue  # "at the end of August"
        if word in _BASE_FORMS and not _VERB_BEFORE.search(text, max(0, match.start() - 40), match.start()):
            continue
        tense = _tense(text, match.start(), word)
        is_base = word not in _PAST_FORMS and not re.search(r"(?:[^s]s|ed|ing)$", word.split()[0])
        yield Part(match.start(), match.end(), Role(_ROLES[word], tense, is_base))


def _tense(text: str, start: int, word: str) -> str | None:
    if word.startswith("at the"):
        return FUTURE if _PLAN_WORD.search(text, 0, start) else PAST  # "was signed on Sunday at the close of the fair"
    before = text[max(0, start - 40) : start]
    if word in _PLAN_FORMS and before.endswith("had been "):
        return None  # what came of it is told later
    if word in _PLAN_FORMS or _PLAN_BEFORE.search(before):
        return FUTURE
    if word in _ON_SAYING and not _NOW_BEFORE.search(before):
        return None
    if word in _PAST_FORMS:
        return PRESENT if _NOW_BEFORE.search(before) else PAST
    return None if word.startswith(_NOUNS) else PRESENT


def _is_venue(text: str, mention: Mention[Place]) -> bool:
    """Tell a place where something may be held: by its own name, or in that of a hall ("the Jakarta ... Center")."""
    place = mention.value
    if place.form == "adjective" or place.kind == "group" or place.compound:
        return False
    if mention.text in _HOTELS and _HALL.match(text, mention.end):
        return False  # a hotel of that name is anywhere
    if text.startswith((" Pavilion", " pavilion"), mention.end):
        return False  # "the Malaysia Pavilion hosted a matching session"
    if place.role == "organisation" or (place.role == "name" and _AT_HOTEL.search(text, 0, mention.start)):
        return place.is_city and bool(_HALL.match(text, mention.end))
    is_hotel = text.startswith((" Hotel", " hotel"), mention.end) and not _AT_A.search(text, 0, mention.start)
    return place.role == "plain" and not is_hotel


def _as_told(text: str, mention: Mention[Place]) -> Place:
    """Tell a province from the city of its name: "in the northern border province of Lang Son", "Luang Namtha town"."""
    place = mention.value
    if place.kind == "country" or place.form == "adjective":
        return place
    told = mention.text.endswith(("province", "Province")) or _PROVINCE_OF.search(text, 0, mention.start)
    if place.is_city and told:
        return replace(place, kind="province", region=place.name, is_city=False)
    if place.kind == "province" and _IN_TOWN.search(text, mention.end - 6, mention.end + 6):
        return replace(place, kind="city", region=place.name, is_city=True)
    return place


def _is_inside(text: str, mention: Mention[Place], places: list[Mention[Place]]) -> bool:
    """Tell a district before its city: "Nansha, Guangzhou", but not the first of "Nansha, Guangzhou and Foshan"."""
    behind = places[places.index(mention) + 1 :][:2]
    if not behind or text[mention.end : behind[0].start] != ", ":
        return False
    inner, outer = mention.value, behind[0].value
    listed = len(behind) > 1 and behind[1].value.is_city and behind[1].start - behind[0].end < len(", and  ")
    same = outer.kind == "city" and inner.region is not None and inner.region == outer.region
    return same and not listed and inner.name in _districts()


@cache
def _districts() -> frozenset[str]:
    """Give the places that are districts of a city: Nansha of Guangzhou; a county's town is a city of its own."""
    return frozenset(
        row["name"] for row in load_rows("places.csv") if f"{row['name']} District" in row.words("aliases")
    )


def _places(text: str) -> Iterator[Part]:
    """Give the places where something may be held; one that leads in another ("China's Guangxi") is joined to it."""
    lead: Mention[Place] | None = None
    places = find_places(text)
    towns = {town.start: town for town in find_towns(text, places)}
    for town in towns.values():
        yield Part(town.start, town.end, town.value)
    for mention in places:
        if mention.start in towns:
            continue
        place = mention.value
        if _is_inside(text, mention, places):
            continue  # "in Nansha, Guangzhou"
        if place.role == "container":
            lead = mention
        elif _is_venue(text, mention):
            gap = text[lead.end : mention.start] if lead else ""
            joined = lead is not None and len(gap) <= 4 and "," not in gap and gap != " in "  # "by Cambodia in Hue"
            start = lead.start if lead and joined else mention.start
            yield Part(start, mention.end, _as_told(text, mention))
            lead = None
