"""Editions told without the event's name: "the 23rd will be held", "its predecessor of 2015", "another in Hanoi"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.event_name import EventName
from ingest.extract.mentions.ordinal import ORDINAL, read_ordinal
from ingest.extract.spans import Mention
from ingest.extract.wording import any_of

_nouns = load_words("event_nouns.yml")
# "The seventh one is to be held", "the third will be held": an edition that only its number names.
_NUMBERED = re.compile(
    rf"(?:(?<![\w-])|(?='s))(?:(?:[Ii]ts|[Tt]he)\s+(?:last|previous|latest|next|most\s+recent)\s+(?P<told>edition|session),\s+)?"
    rf"(?:[Tt]he\s+|(?:\b[Ii]ts|\b[Aa]|'s)\s+(?!first\b)(?={ORDINAL}\s+(?:one|edition)))(?P<nth>{ORDINAL})(?P<noun>\s+(?:one|edition|round|leg|instalment|installment|iteration|outing|staging))?"
    r"(?=(?(told),?)\s+(?:will|would|is|was|took|takes|had|has|opens|opened)\b(?!\s+(?:called|named))|,\s+(?:held|due|which|set\s+for|slated|scheduled|planned|to\s+be)\b|\s+in\s+[A-Z])"
)
# "Thailand will host the 34th in Bangkok".
_HOSTING = re.compile(rf"\b{any_of(load_words('host_words.yml')['active'])}\s+$")
# "The 23rd will be held in Nanning", "At the ninth, which closed on Monday": a sentence that leaves the noun out.
_OPENS = re.compile(r"\W*(?:At\s+|In\s+|For\s+|And\s+|But\s+)?")
_LONE = re.compile(
    r"\s+(?:(?:will|is\s+to|was\s+to|would)\s+be|is|was|had\s+been)\s+(?:\w+ly\s+)?(?:held|staged|hosted|convened|opened|due|set|slated|scheduled|planned)\b"
    r"|\s+(?:will\s+)?(?:take|took|takes)\s+place|\s+(?:will\s+)?opens?\b|,\s+(?:which|held)\b"
)
_ANOTHER = re.compile(
    r"(?<=and )(?:another(?:\s+one)?|one\s+more|one|a\s+second(?:\s+one)?)(?=\s+(?:in|at|on|for)\s)"
    r"|(?<=, )one(?=\s+in\s+[A-Z])"
)
_ONE_ON = re.compile(
    r"\s+on\s+(?:[a-z-]+\s+){0,4}?[a-z-]+(?=\s+(?:in|at|on|will|was|is|took|takes|follow|follows|here|there|the\s+(?:following|next|same)\s+day)\b|[,;.])"
)
# "Two seminars will be held: one on tea in Hue, the other in Hanoi".
_KINDS = ("conference", "forum", "expo", "meeting", "visit")
_HEADS = any_of(noun for kind in _KINDS for noun in _nouns[kind])
_SEVERAL = re.compile(
    rf"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal)\s+(?P<of>(?:[a-z-]+\s+){{0,2}}?)(?P<head>{_HEADS})s\b"
)
_EACH = re.compile(
    r"(?:(?<=[:,;–—-] )(?:and\s+)?|(?<=and ))(?:one|another|the\s+(?:other|first|second|third)|a\s+(?:second|third))"
    r"(?=\s+(?:on|in|at|for|about)\s)"
)
# "Next year's edition, the 17th, is scheduled for September 18".
_OF_YEAR = re.compile(
    rf"(?<![\w-])(?P<which>[Nn]ext|[Ll]ast|[Tt]his)\s+year's(?:\s+(?:edition|one)|(?=,\s+(?:from|on|in|held|which|due|set)\s|\s+(?:was|will|is|drew|had|closed|opened|attracted|took|ran|ended|runs|takes|opens|featured)\s))(?:,\s+(?:the|its)\s+(?P<nth>{ORDINAL})(?=,|\s))?"
)
_SHIFTS = {"next": 1, "last": -1, "this": 0}
# "Its predecessor of September 2015", "the previous one, in 2006,", "the next edition will be held".
_NEIGHBOUR = re.compile(
    r"(?<![\w-])(?:[Ii]ts|[Tt]he|[Tt]his|[Tt]heir)\s+(?:(?P<which>last|previous|next|coming|following|preceding|most\s+recent|latest)\s+"
    r"(?P<noun>edition|session|round|one|mission|trip|tour|delegation|leg|emporium)|(?:immediate\s+)?(?P<before>predecessor|forerunner))"
    r"(?=\s+(?:will|is|was|took|takes|had|opens|opened)\b|,\s+(?:held|due|which|to\s+be|in|on|at|staged|hosted)\b"
    r"|\s+(?:in|to)\s+[A-Z]|\s+(?:of|in|on|from)\s+(?:early\s+|late\s+|mid-?)?(?:[A-Z][a-z]+\s|\d|last\b))"
)


def find_editions(text: str, names: list[Mention[EventName]]) -> list[Mention[EventName]]:
    """Find editions that only their number names, behind the event's name or with the word "edition"."""
    found = [*_another(text, names), *_neighbouring(text), *_of_year(text), *_told_apart(text)]
    for match in _NUMBERED.finditer(text):
        is_told = match["noun"] or match["told"] or any(name.end < match.start() for name in names)
        is_told = (
            is_told
            or _HOSTING.search(text, 0, match.start())
            or _LONE.match(text, match.end() if _OPENS.fullmatch(text, 0, match.start()) else len(text))
        )
        if is_told and not any(name.start < match.end() and match.start() < name.end for name in names):
            value = EventName("", "edition", "other", "definite", "the", edition=read_ordinal(match["nth"]))
            found.append(Mention(match.start(), match.end(), match.group(), value))
    return found


def _another(text: str, names: list[Mention[EventName]]) -> Iterator[Mention[EventName]]:
    """Find "another in Hanoi on May 3" behind a plain name: one more of the kind."""
    for match in _ANOTHER.finditer(text):
        before = [m for m in names if m.end <= match.start() and m.value.kind == "plain"]
        if before:
            base = before[-1].value
            topic = _ONE_ON.match(text, match.end()) if not find_dates(text[match.end() : match.end() + 25]) else None
            name = f"{base.head}{topic.group()}" if topic else base.name
            end = topic.end() if topic else match.end()
            yield Mention(match.start(), end, text[match.start() : end], replace(base, name=name, article="another"))


def _told_apart(text: str) -> Iterator[Mention[EventName]]:
    """Find each of "two seminars: one on tea in Hue on May 4, the other in Hanoi on May 9"."""
    plural = _SEVERAL.search(text)
    if plural is None:
        return
    head = plural["head"].lower()
    kind = next(kind for kind in _KINDS if head in _nouns[kind])
    for match in _EACH.finditer(text, plural.end()):
        topic = _ONE_ON.match(text, match.end()) if not find_dates(text[match.end() : match.end() + 25]) else None
        end = topic.end() if topic else match.end()
        name = f"{plural['of']}{head}{topic.group() if topic else ''}"
        value = EventName(name, head, kind, "plain", "a")
        yield Mention(match.start(), end, text[match.start() : end], value)


def _of_year(text: str) -> Iterator[Mention[EventName]]:
    """Find "next year's edition", with its number where that stands behind it."""
    for match in _OF_YEAR.finditer(text):
        nth = read_ordinal(match["nth"]) if match["nth"] else None
        shift = _SHIFTS[match["which"].lower()]
        value = EventName("", "edition", "other", "definite", "the", edition=nth, year_shift=shift)
        yield Mention(match.start(), match.end(), match.group(), value)


def _neighbouring(text: str) -> Iterator[Mention[EventName]]:
    """Find "the next edition" and "its last session", which are told by no number."""
    for match in _NEIGHBOUR.finditer(text):
        noun = match["noun"] or "edition"
        is_edition = noun in ("edition", "session", "round", "one", "leg")
        kind = ("edition", "other") if is_edition else (noun, "visit")
        which = (match["which"] or "previous").lower()
        value = EventName("", *kind, "definite", "next" if which in ("next", "coming", "following") else "previous")
        yield Mention(match.start(), match.end(), match.group(), value)
