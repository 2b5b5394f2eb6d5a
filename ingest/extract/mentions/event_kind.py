"""Whether a phrase around an event's noun names an event, points at one, or is neither."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_journey import is_journey
from ingest.extract.mentions.event_phrase import Phrase
from ingest.extract.wording import any_of

_nouns = load_words("event_nouns.yml")
_ONLY_PROPER = frozenset(_nouns["only_proper"])
_POINTERS = frozenset(_nouns["pointers"])
_MAKERS = frozenset(_nouns["event_makers"])
_SPANS = ("week", "trade week", "talks")  # "the week" is a time
_INDEFINITE = ("a", "an", "another", "one")
_OWNERS = ("'s", "his", "her")
_ONLY_WITH_LENGTH = frozenset(_nouns["only_with_length"])
_OWNED = frozenset(_nouns["owned"])
_BREAKERS = frozenset(_nouns["breakers"])
_SENT = ("mission", "delegation", "group", "team")
_HOLDING = frozenset(load_words("host_words.yml")["active"])
_THAT = re.compile(r",?\s(?:which|that)\s[^,;]*$")
_ASIDES = frozenset(_nouns["asides"])
_BLANK = r"[\s-]+"
_LEFT_OUT_NAMES = [word for word in _nouns["left_out"] if word[0].isupper()]
# The annual meeting of a body whose own name sounds like an event's.
_LEFT_OUT_NAME = re.compile(rf"(?<![\w-]){any_of(_LEFT_OUT_NAMES, _BLANK)}(?![\w-]|\s+Annual\s+Meeting)")
_DAYS = re.compile(r"\b(half|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-day\b", re.IGNORECASE)
DAY_WORDS = ("half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HALL = re.compile(r"\s+(?:and|&)\s+(?:[A-Z]\w+\s+){0,3}(?:Cent(?:er|re)|Hall|Bureau|Secretariat|Committee)\b")
_ANNIVERSARY = re.compile(r"\b(?:anniversary\s+of|eve\s+of|history\s+of)\s+$", re.IGNORECASE)
_RESULTS = re.compile(r"\b(?:results?|outcomes?|success|conclusions?)\s+of\s+$", re.IGNORECASE)
_TALKS_HELD = re.compile(r"\s+held\s+(?:in|at|on)\s")
_WAS_HELD = re.compile(
    r"(?:\s+(?:on|for|about)\s[^,;.]{3,90}?)?\s+(?:(?:was|were|will\s+be|is|are|is\s+to\s+be|are\s+to\s+be|to\s+be)\s+(?:held|staged|hosted|convened)"
    r"|took\s+place|takes?\s+place|will\s+take\s+place)\b"
)
_HELD = re.compile(
    r"(?:\s*\([^)]*\))?,?\s+(?:(?:which|that)\s+)?(?:was\s+)?(?:held|staged|convened|hosted|took\s+place|on\s+\d|in\s+[A-Z])"
)


_SIGN, _LAUNCH = r"sign(?:ed|ing)?|ink(?:ed)?|initialled|exchanged?|sealed", r"launch(?:ed)?|inaugurated?|unveil(?:ed)?"
_DONE = rf"\b(?:(?P<signing>{_SIGN})|(?P<launch>{_LAUNCH}))\b"
_DONE_AT = re.compile(rf"{_DONE}[^;]{{0,140}}?\b(?:at|in|during)\s+$")
_DONE_THERE = re.compile(rf"\s+(?:to\s+|[^;]{{0,60}}?\b(?:where|which)\s[^;]{{2,100}}?){_DONE}")
_DONE_BEHIND = re.compile(
    r"\s+(?:in|at|on|here)\b[^;]{2,60}?,\s[^;]{2,80}?\s(?:(?P<signing>signed|inked|exchanged)|(?P<launch>opened|launched|inaugurated|unveiled))\s"
)
_REPORTERS = r"(?:reporters|journalists|newsmen|the\s+(?:media|press))\b"
_TOLD_AT = re.compile(rf"\b{_REPORTERS}[^;]{{0,60}}?\b(?:at|in|during)\s+$", re.IGNORECASE)
_FOR_REPORTERS = re.compile(rf"\s+(?:for|to|with)\s+(?:[a-z]+\s+)?{_REPORTERS}", re.IGNORECASE)


def type_by_deed(folded: str, head: str, event_type: str, start: int, end: int) -> str:
    """Give "a ceremony" the type of what is done there, and to "a briefing" of reporters that of a press conference."""
    if head == "ceremony" and event_type == "other":
        done = _DONE_AT.search(folded, 0, start) or _DONE_THERE.match(folded, end) or _DONE_BEHIND.match(folded, end)
        return next((kind for kind in ("signing", "launch") if done and done[kind]), event_type)
    if head == "briefing" and (_TOLD_AT.search(folded, 0, start) or _FOR_REPORTERS.match(folded, end)):
        return "press_conference"
    return event_type


def read_days(text: str) -> float | None:
    """Give the length that a phrase names ("three-day"), a half day as 0.5."""
    match = _DAYS.search(text)
    if match is None:
        return None
    word = match.group(1).lower()
    if word == "half":
        return 0.5
    return float(word) if word.isdigit() else float(DAY_WORDS.index(word))


def kind_of(folded: str, head: str, left: Phrase, right: Phrase) -> str | None:
    """Decide whether the phrase names an event, points at one, or neither."""
    if right.following in _BREAKERS or _HALL.match(folded, right.end):
        return None
    if _LEFT_OUT_NAME.search(folded, left.start, right.end):
        return None
    if head in _ONLY_WITH_LENGTH and not is_journey(folded, head, left, right, read_days(" ".join(left.modifiers))):
        return "definite" if left.article == "the" and left.dated else None
    if head.split()[-1] in _SENT and right.following in _HOLDING and _THAT.search(folded, 0, left.start):
        return None  # "the fair, which a trade mission organised"
    aside = right.following.lower() in _ASIDES
    makes = left.article in _INDEFINITE and not _MAKERS.isdisjoint(left.modifiers)  # "a three-day sourcing show"
    makes = makes or (
        head == "course" and left.article in _INDEFINITE and bool(left.modifiers) and right.end > left.end
    )
    if head in _ONLY_PROPER and not left.capital_head and not makes:
        if _is_held(folded, head, left, right):
            return "proper" if left.proper else "definite"
        return "definite" if not aside and _points(head, left) else None
    if left.proper or right.proper or head[0].isupper():
        is_mark = _ANNIVERSARY.search(folded, 0, left.start)
        if aside or is_mark or (_RESULTS.search(folded, 0, left.start) and not _HELD.match(folded, right.end)):
            return "aside"
        return "plain" if left.article in _INDEFINITE and not left.capital_head else "proper"
    if aside or (head in _ONLY_PROPER and not makes) or not left.article:
        return None
    return _plain_kind(head, left, right_told=right.end > left.end)


def _is_held(folded: str, head: str, left: Phrase, right: Phrase) -> bool:
    """Tell "the Baise-Cao Bang talks on customs were held", "the first week was held": a name by the verb behind it."""
    if head == "talks" and left.article == "the" and _TALKS_HELD.match(folded, right.end):
        return True
    is_named = (head == "talks" and left.proper and "-" in folded[left.name_start : left.end]) or (
        head in _SPANS and left.edition is not None
    )
    return is_named and bool(_WAS_HELD.match(folded, right.end))


def _points(head: str, left: Phrase) -> bool:
    """Tell "the five-day show" and "the show" from "the trade show rules": they can mean an event told before."""
    if left.article in _INDEFINITE and left.edition and not left.modifiers:
        return True  # "a fourth course"
    is_span = head in _SPANS and (left.start > 0 or head == "talks")  # "The week, which lasts until Friday"
    if left.article not in ("the", "this", "next", "last") or is_span:
        return False
    if left.edition or read_days(" ".join(left.modifiers)):
        return True
    return not left.modifiers and left.year_shift is None


def _plain_kind(head: str, left: Phrase, *, right_told: bool) -> str | None:
    """Tell a new event ("a forum", "his visit") from a pointer ("the forum") and from a word too vague for either."""
    if (left.article in _OWNERS and head in _OWNED) or (head in _ONLY_WITH_LENGTH and right_told):
        return "plain"
    if left.article not in _INDEFINITE:
        return "definite"
    if head == "clinic" and read_days(" ".join(left.modifiers)):
        return "plain"
    vague = (
        head in _POINTERS and not (right_told and head.startswith("consultation")) and not _MAKERS & set(left.modifiers)
    )
    return None if vague else "plain"
