"""Deeds on what has no name: "its Chongqing office opened on 17 June", "the protocol was signed in Hanoi"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_phrase import ends_phrase
from ingest.extract.wording import CuedPattern, any_of

_words = load_words("event_deeds.yml")
_INSTITUTION = any_of(_words["opened_by_verb"])
_IS = r"(?:was|were|is|are|has\s+been|had\s+been|have\s+been|will\s+be|is\s+to\s+be|would\s+be)"
_ADVERBS = rf"(?:{any_of(_words['adverbs'])}\s+)*"
_LEAD = r"\b(?P<article>[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+"
_WHERE = r"(?P<where>(?:\s+(?:at|in|of|for|on|between|with|near)\s+[^,;:]{2,70}?(?:,\s+[A-Z][^,;:]{2,40},)?)?)"
_OPENED = CuedPattern(
    rf"{_LEAD}(?P<object>(?:[\w'-]+\s+){{1,5}}{_INSTITUTION}(?:\s+\([^)]{{1,20}}\))?){_WHERE}"
    rf"\s+(?:{_IS}\s+{_ADVERBS}{any_of(_words['launch_verbs'])}|{_ADVERBS}{any_of(_words['opens'])})(?=\s+(?:here|in|on|at|by|there|this|last|yesterday|today|tomorrow|next)\b)",
    ("opened", "opens", "open", "inaugurated", "launched", "unveiled"),
    flags=0,
)
_OPENING = CuedPattern(
    rf"\b{any_of(_words['opening'])}\s+{_LEAD}(?P<object>(?:[\w'-]+\s+){{0,4}}{_INSTITUTION})\b",
    ("opened", "opens", "open", "inaugurated", "inaugurate"),
    flags=0,
)
_SIGNED = CuedPattern(
    rf"{_LEAD}(?P<object>(?:[\w'-]+\s+){{0,4}}{any_of(_words['papers'])}){_WHERE}\s+{_IS}\s+{_ADVERBS}{any_of(_words['signing_verbs'])}\b",
    _words["signing_verbs"],
)
_PAPER = re.compile(rf"\b{any_of(_words['papers'])}$", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:here\b|in\s+[A-Z]|on\s+(?:[A-Z]|\d))")
_NEW = re.compile(r"(?:(?:new|own|latest|first|second|third)\s+)*")


@dataclass(frozen=True, slots=True)
class PlainDeed:
    """A deed at `start:end` whose object stands at `object_start:end`; `prefix` says what is done with it."""

    start: int
    object_start: int
    end: int
    prefix: str
    event_type: str


def find_plain_deeds(folded: str) -> Iterator[PlainDeed]:
    """Find openings and signings of what is told by a plain noun phrase."""
    for pattern, deed, kind in (
        (_OPENED, "opening", "launch"),
        (_OPENING, "opening", "launch"),
        (_SIGNED, "signing", "signing"),
    ):
        for match in pattern.finditer(folded):
            words = match["object"].split()
            own = _PAPER.sub("", match["object"]).split() if kind == "signing" else words[:-1]
            if any(ends_phrase(word) and not word.endswith("ed") for word in own):
                continue
            article = match["article"].lower()
            bare = len(words) == 1 and article not in ("a", "an")
            topic = match["where"] if kind == "signing" else ""
            placed = kind == "signing" and _PLACED.match(folded, match.end())
            if bare and not (topic or placed):
                continue  # "the office opened at nine", "the agreement was signed by both sides"
            prefix = f"{deed} of {article if article in ('a', 'an') else 'the'} "
            start = match.start("object") + len(_NEW.match(match["object"]).group())  # type: ignore[union-attr]
            yield PlainDeed(
                match.start("article"), start, match.end("where") if topic else match.end("object"), prefix, kind
            )
