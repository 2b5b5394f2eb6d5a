"""Counts of people, companies and countries: "about 3,200 enterprises", "more than a thousand representatives"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.number import number_words, scales
from ingest.extract.spans import Mention


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what; `qualifier` is exact, about, over or under."""

    count: float
    qualifier: str
    what: str


_words = load_words("participants.yml")
_QUALIFIERS = {word: name for name in ("about", "over", "under") for word in _words[name]}


def _any_of(words: object) -> str:
    listed = sorted((str(w) for w in words), key=len, reverse=True)  # type: ignore[attr-defined]
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in listed)


_SMALL = {word: value for word, value in number_words().items() if value >= 2}
_PLURALS = _any_of(_words["people"] + _words["companies"] + _words["countries"])
_COUNT = re.compile(
    rf"(?:(?P<qualifier>{_any_of(_QUALIFIERS)})\s+)?(?:(?:a|an)\s+(?:record\s+|total\s+of\s+)?)?(?:record\s+)?"
    rf"(?P<number>(?<![\d.,-])\d{{1,3}}(?:,\d{{3}})+|(?<![\d.,$-])\d+|\b(?:{_any_of(_SMALL)})\b|\b(?:a\s+)?(?:thousand|hundred)\b)"
    r"(?P<plus>\+)?(?:\s+(?P<scale>hundred|thousand|million))?\s+"
    rf"(?P<what>(?:[a-z][\w-]*,?\s+(?:and\s+)?|[A-Z][\w'-]*\s+){{0,6}}?(?:{_PLURALS})"
    rf"(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:[a-z-]+\s+){{0,3}}?(?:{_PLURALS}))*)(?![\w-])",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\b(?:in|of|from|with|for|to|on|at|by|the|was|were|is|are|that|which|who|their|its|billion|percent|yuan|between|while|"
    r"booths?|stands?|when|as|square)\b"
)
# "The ten ASEAN countries" are a group, not a count of who came.
_DEFINITE = re.compile(r"\b(?:the|all|its|these|those)\s+$", re.IGNORECASE)
_RANKED = re.compile(r"\b(?:Fortune|Top|top|best|biggest|largest)\s+$")
_MEMBERS = re.compile(r"(?:countries|nations|states|economies)$", re.IGNORECASE)


def find_counts(text: str) -> list[Mention[Count]]:
    """Find how many people, companies or countries a sentence counts."""
    folded = fold(text)
    mentions = []
    for match in _COUNT.finditer(folded):
        what = match["what"]
        if (
            _BROKEN.search(what)
            or _RANKED.search(folded, 0, match.start())
            or (_DEFINITE.search(folded, 0, match.start()) and _MEMBERS.search(what))
        ):
            continue
        count = _number(match["number"], match["scale"])
        qualifier = _QUALIFIERS[re.sub(r"\s+", " ", match["qualifier"].lower())] if match["qualifier"] else "exact"
        if match["plus"]:
            qualifier = "over"
        mentions.append(
            Mention(
                match.start(),
                match.end(),
                text[match.start() : match.end()],
                Count(count, qualifier, re.sub(r"\s+", " ", what)),
            )
        )
    return mentions


def _number(text: str, scale: str | None) -> float:
    lower = re.sub(r"^a\s+", "", text.lower())
    factor = scales()[scale.lower()] if scale and scale.lower() in scales() else 100.0 if scale else 1.0
    if lower[0].isdigit():
        return float(lower.replace(",", "")) * factor
    if lower in ("thousand", "hundred"):
        return {"thousand": 1000.0, "hundred": 100.0}[lower]
    return _SMALL[lower] * factor
