"""Names of events: proper ("the 22nd China-ASEAN Expo"), plain ("a seminar on tourism"), pointers ("the fair").

A noun of the lexicon is the head. The phrase is read from there to the left (modifiers, edition, article) and to the
right (what the event is on, of or for, the year, the abbreviation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_body import name_of_sitting
from ingest.extract.mentions.event_brand import SHOWING
from ingest.extract.mentions.event_deed import TRIGGERS, Deed, find_deeds
from ingest.extract.mentions.event_journey import owner_start
from ingest.extract.mentions.event_kind import DAY_WORDS, kind_of, read_days, type_by_deed
from ingest.extract.mentions.event_left import read_left
from ingest.extract.mentions.event_phrase import Token, tokens_of
from ingest.extract.mentions.event_right import read_right, topic_behind_place
from ingest.extract.spans import Mention, leftmost_longest
from ingest.extract.wording import any_of, words_in

TYPES = ("press_conference", "expo", "forum", "summit", "conference", "meeting", "signing", "launch", "visit", "other")


@dataclass(frozen=True, slots=True)
class EventName:
    """A phrase that names an event or points at one.

    `kind` is "proper", "plain" (an indefinite noun phrase), "definite" (a pointer: "the forum", "the two-day event") or
    "aside" (a proper name inside the name of something else). `year_shift` is -1 for "last year's", `days` the
    length ("three-day"), `article` the word that leads the phrase.
    """

    name: str
    head: str
    event_type: str
    kind: str
    article: str
    edition: int | None = None
    year: int | None = None
    year_shift: int | None = None
    days: float | None = None
    abbreviation: str | None = None


_nouns = load_words("event_nouns.yml")
_HEADS: dict[str, str] = {word.lower(): kind for kind in reversed(TYPES) for word in _nouns[kind]}
_NTH_OF = ("session", "round")  # "the 127th session of the Canton Fair" is the fair

# A sentence without any of these names no event: asked first, as most sentences are such.
_TRIGGERS = frozenset(word.split()[-1].split("-")[-1] for word in _HEADS) | TRIGGERS | SHOWING
_WORD = re.compile(r"[A-Z]+(?:-[A-Z]+)+|[^\W_]+")
_BRANDED = re.compile(r"[A-Z][\w&+-]*\s20\d\d[\"”]?,?\s+(?!20)")  # "Gulfood 2025 opens"
_BLANK = r"[\s-]+"
_LEFT_OUT = any_of(_nouns["left_out"], _BLANK)
_HEAD = re.compile(rf"(?<![\w-])(?:(?P<out>{_LEFT_OUT})|(?P<head>{any_of(_HEADS, _BLANK)}))(?![\w-])", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:over|after|for|lasts?|lasted|lasting|spanning|throughout|across|during|within|in)\s+(?:the\s+|its\s+)?"
    r"(?P<days>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:full\s+)?days\b"
    r"|\brun\s+of\s+(?P<long>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+days\b"
    r"|,\s+(?:an?\s+|the\s+)?(?P<of>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-day\s+(?:[\w-]+\s+){0,3}?"
    rf"(?:{'|'.join(map(re.escape, _nouns['apposed']))})\b"
    r"|\b(?:an?|its|the)\s+(?P<run>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-day\s+(?:[a-z-]+\s+){0,2}(?:run|stretch|programme|program|stint)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"^\s*(?:\w+-day|\d+-(?:members?|strong|man|person|people)|day-long|week-long|annual(?!\s+general)|successful|fruitful|highly\s+successful|grand|regular|routine|monthly|weekly|upcoming|forthcoming)\s+(?:long\s+)?",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:,|\b(?:titled|entitled|called|named|dubbed),?)\s+[\"“]([^\"“”]{4,100})[\"”]$")
_HOSTED_BY = re.compile(
    r",\s+(?:jointly\s+)?(?:co-?)?(?:hosted|organi[sz]ed|sponsored|held|initiated|undertaken|supported|guided)\s+by\s[^;.]*$"
)
_OWN_LENGTH = re.compile(r"['’]s\s+\w+-day\s+")
_QUOTES = re.compile(r"[\"“”]")
_HELD_BARE = re.compile(r"\b(?:held|hosted|co-hosted|organi[sz]ed|convened|conducted)\s+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ABBREVIATION = re.compile(
    r"\s*\((?:the\s+|known as\s+)?[\"“]?"
    r"((?=[A-Za-z&-]*[A-Z][A-Za-z&-]*[A-Z])[A-Z][A-Za-z&-]{1,14}|(?P<lower>[A-Z][a-z]{2,11}))[\"”]?(?:\s(?:19|20)\d\d)?(?:[,;/][^)]{0,60})?\)"
)


def type_of(name: str) -> str:
    """Give the event type of a full name, by its last head noun."""
    heads = [match["head"].lower() for match in _HEAD.finditer(name) if match["head"]]
    return _HEADS[heads[-1]] if heads else "other"


def read_length(text: str) -> tuple[int, float] | None:
    """Find how long an event lasts ("after four days of talks"): where it stands and the number of days."""
    match = _LASTING.search(text)
    if match is None:
        return None
    word = (match["days"] or match["of"] or match["run"] or match["long"]).lower()
    return match.start(), float(word) if word.isdigit() else float(DAY_WORDS.index(word))


def find_event_names(text: str, abbreviations: Mapping[str, str]) -> list[Mention[EventName]]:
    """Find the phrases that name or point at events.

    `abbreviations` maps what the page writes for a name ("CAEXPO") to the event type of the name behind it.
    """
    folded = fold(text)
    branded = _BRANDED.search(folded)
    if not branded and _TRIGGERS.isdisjoint(words_in(folded)) and not _stand(abbreviations, folded):
        return []
    words = _WORD.findall(folded)
    if not branded and abbreviations.keys().isdisjoint(words) and _TRIGGERS.isdisjoint(word.lower() for word in words):
        return []
    tokens = tokens_of(folded)
    mentions = []
    for start, end, head, event_type in _heads(folded, abbreviations):
        mention = _read(text, folded, tokens, (start, end), head, event_type)
        if mention is not None:
            mentions.append(mention)
    taken = [(m.start, m.end) for m in mentions if m.value.kind == "proper"]
    for deed in find_deeds(folded, tokens):
        if deed.by_verb and _HOSTED_BY.search(folded, 0, deed.start):
            continue  # "the forum, co-hosted by the Tourism Committee of Guizhou, opened"
        if not any(start < deed.end and deed.start < end for start, end in taken):
            mentions.append(_deed_mention(text, deed))
    ends = {m.start: m.end for m in mentions if m.value.head not in _NTH_OF}
    mentions = [m for m in mentions if m.value.head not in _NTH_OF or ends.get(m.start, 0) < m.end]
    kept = _with_shared_editions(folded, leftmost_longest(mentions))
    return kept + _nested(mentions, kept)


def _stand(abbreviations: Iterable[str], folded: str) -> list[str]:
    """Give the abbreviations that may stand in a text."""
    return [short for short in abbreviations if short in folded or " " in short]


def _with_shared_editions(folded: str, mentions: list[Mention[EventName]]) -> list[Mention[EventName]]:
    """Give both of "the Fourth China-ASEAN Expo and Business and Investment Summit" the number."""
    shared = mentions[:1]
    for mention in mentions[1:]:
        last, value = shared[-1], mention.value
        joined = folded[last.end : mention.start] == " and " and value.kind == last.value.kind == "proper"
        if joined and value.edition is None and not value.article and last.value.edition is not None:
            mention = replace(mention, value=replace(value, edition=last.value.edition))
        shared.append(mention)
    return shared


def _nested(mentions: list[Mention[EventName]], kept: list[Mention[EventName]]) -> list[Mention[EventName]]:
    """Give the proper names inside what another event is on: "a promotion conference for the 14th China-ASEAN Expo"."""
    inside = []
    outer = [m for m in kept if m.value.kind in ("plain", "definite")]
    for mention in mentions:
        if mention.value.kind == "proper" and mention not in kept:
            for other in outer:
                if other.start < mention.start and mention.end <= other.end:
                    inside.append(replace(mention, value=replace(mention.value, kind="nested")))
    return inside


def _deed_mention(text: str, deed: Deed) -> Mention[EventName]:
    name = deed.prefix + re.sub(r"\s+", " ", text[deed.name_start : deed.end])
    kind = "deed" if deed.event_type in ("launch", "signing") else "proper"
    if deed.by_verb:
        kind = "deed-verb"
    head = "event" if deed.event_type == "expo" else deed.event_type  # "the expo" is one that is called so
    value = EventName(name, head, deed.event_type, kind, "the", deed.edition, year=deed.year, abbreviation=deed.short)
    return Mention(deed.start, deed.end, text[deed.start : deed.end], value)


def _heads(folded: str, abbreviations: Mapping[str, str]) -> list[tuple[int, int, str, str]]:
    heads = []
    for match in _HEAD.finditer(folded):
        if match["head"]:
            word = re.sub(r"[\s-]+", " ", match["head"].lower())
            kind = _HEADS.get(word) or _HEADS[match["head"].lower()]
            heads.append((match.start(), match.end(), word, kind))
    told = _stand(abbreviations, folded)
    if told:  # a page tells few, and a pattern of these few is soon made
        for match in re.finditer(rf"(?<![\w(-]){any_of(told, _BLANK)}(?![\w-])", folded):
            heads.append((match.start(), match.end(), match.group(), abbreviations[match.group()]))
    return heads


def _read(
    text: str, folded: str, tokens: list[Token], span: tuple[int, int], head: str, event_type: str
) -> Mention[EventName] | None:
    left = read_left(folded, tokens, span)
    if not left.article and folded[left.start].islower() and _HELD_BARE.search(folded, 0, left.start):
        left.article = "a"  # "held working meeting with the counsellors"
    right = read_right(folded, tokens, span, left)
    kind = kind_of(folded, head, left, right)
    if kind is None:
        return None
    if event_type == "visit" and left.article == "'s":
        left.name_start = left.start = owner_start(folded, tokens, left.start)
    name = _write_name(text, left.name_start, right.end, left.drops + right.drops)
    if kind == "definite" and left.edition is not None and left.article in ("its", "their"):
        sitting = name_of_sitting(folded, head, left.start, right.end)
        name, kind = (sitting, "proper") if sitting else (name, kind)
    abbreviation = _ABBREVIATION.match(folded, right.end)
    if abbreviation and abbreviation["lower"] and not _shortens(abbreviation["lower"], name):
        abbreviation = None  # "the China-ASEAN Expo (Nanning)"
    if kind == "plain" and not left.proper and event_type != "press_conference":
        name += topic_behind_place(folded, right.end)
    if kind == "plain":
        event_type = type_by_deed(folded, head, event_type, left.start, span[1])
    before = folded[left.start : span[0]]
    end = abbreviation.end() if abbreviation else right.end
    year = _YEAR.search(folded, left.name_start, right.end if kind == "proper" else span[1])
    value = EventName(
        name=name,
        head=head,
        event_type=event_type,
        kind=kind,
        article=left.article,
        edition=None
        if event_type == "visit" and left.article in ("his", "her", "'s")
        else left.edition or right.edition,
        year=int(year.group()) if year else left.year,
        year_shift=left.year_shift,
        days=read_days(before),
        abbreviation=abbreviation.group(1) if abbreviation else None,
    )
    return Mention(left.start, end, text[left.start : end], value)


def _shortens(short: str, name: str) -> bool:
    """Tell an abbreviation that a newspaper writes as a word: "the China-Asean Expo (Caexpo)"."""
    letters = iter(name.lower())
    return name[:1] == short[0] and " " in name and all(letter in letters for letter in short.lower())


def _write_name(text: str, start: int, end: int, drops: list[tuple[int, int]]) -> str:
    """Give the words from start to end without the stretches that belong to no name (editions, abbreviations)."""
    pieces = []
    at = start
    for drop_start, drop_end in sorted(drops):
        if at <= drop_start < end:
            pieces.append(text[at:drop_start])
            at = drop_end
    pieces.append(text[at:end])
    called = _CALLED.search(text[start:end])
    if called:
        return called.group(1).rstrip(",.")
    name = re.sub(r"\s+", " ", _LENGTH.sub("", "".join(pieces))).strip(" ,;:")
    name = _OWN_LENGTH.sub("'s ", name)
    return name if len(_QUOTES.findall(name)) % 2 == 0 else _QUOTES.sub("", name)
