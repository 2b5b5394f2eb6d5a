"""Names of organisations: ministries, chambers, governments, companies, newspapers.

`find_organisations(text)` gives them from left to right, none overlapping another. A name is known by its head noun
(`organisation_words.yml`), by being on the list there, or by an abbreviation that the text defines for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.extract.abbreviations import find_abbreviations
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import in_use, load_words
from ingest.extract.mentions.gazetteer import Gazetteer, Sighting, gazetteer
from ingest.extract.mentions.names import Name, Vocabulary, find_names, find_runs
from ingest.extract.spans import Mention, leftmost_longest
from ingest.extract.wording import any_of


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as the page writes it, without "the".

    `head` is the noun by which it was known ("Ministry"), empty for a name of the list. `abbreviation` is the short
    form that follows in brackets; `long_form` the name written out, where the mention itself is an abbreviation.
    """

    name: str
    head: str
    abbreviation: str | None = None
    long_form: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Names of organisations, and names of other things that hold places: expos, railways, ports, agreements."""

    organisations: tuple[Name, ...]
    things: tuple[Name, ...]


def find_organisations(text: str) -> list[Mention[Organisation]]:
    """Find every organisation that the text names; a group of countries (ASEAN) is a place."""
    folded = fold(text)
    sightings = gazetteer().sightings(folded)
    mentions = [_mention(text, folded, name) for name in read_names(folded).organisations]
    groups = {(s.start, s.end) for s in sightings}
    found = leftmost_longest([*_abbreviated(text, folded, mentions), *mentions])
    return [mention for mention in found if (mention.start, mention.end) not in groups]


def read_names(folded: str) -> Names:
    """Find the names of organisations and other things in folded text; they may overlap."""
    return _read_names(folded, gazetteer(), _lexicon(in_use()))


@dataclass(frozen=True, slots=True, eq=False)
class _Lexicon:
    """`organisation_words.yml`, made ready."""

    organisations: Vocabulary
    things: Vocabulary
    heads: frozenset[str]  # of both
    possessives: frozenset[str]
    lower_tail: re.Pattern[str]
    listed: re.Pattern[str]


@lru_cache(maxsize=4)
def _lexicon(_: Path | None) -> _Lexicon:
    words = load_words("organisation_words.yml")
    heads, things, posted, openers, breakers, possessives = (
        frozenset(words[name]) for name in ("heads", "things", "posted", "openers", "breakers", "possessives")
    )
    return _Lexicon(
        Vocabulary(heads, posted, openers, breakers),
        Vocabulary(things, posted, openers, breakers),
        heads | things,
        possessives,
        re.compile(rf"(?: {any_of(words['lower_modifiers'], ' ')}){{0,3}} ({any_of(words['lower_heads'], ' ')})\b"),
        re.compile(rf"(?<![^\W_]){any_of(map(fold, words['names']), ' ')}(?![^\W_])"),
    )


@lru_cache(maxsize=1)  # places and organisations of a text are asked for one after the other
def _read_names(folded: str, places: Gazetteer, lexicon: _Lexicon) -> Names:
    sightings = places.sightings(folded)
    starts = {s.start for s in sightings}
    runs = find_runs(folded, lexicon.heads, lexicon.possessives, starts)
    listed = (Name(m.start(), m.end(), "") for m in lexicon.listed.finditer(folded))
    return Names(
        (
            *find_names(runs, lexicon.organisations, starts),
            *_lower_case(folded, sightings, lexicon.lower_tail),
            *listed,
        ),
        tuple(find_names(runs, lexicon.things, starts)),
    )


def _mention(text: str, folded: str, name: Name) -> Mention[Organisation]:
    written = text[name.start : name.end]
    bracket = _BRACKET.match(folded, name.end)
    short = text[bracket.start(1) : bracket.end(1)] if bracket else None
    return Mention(name.start, name.end, written, Organisation(written, name.head, short))


_BRACKET = re.compile(r' \(["\']?([A-Z][\w&.-]{1,11})["\']?\)')


def _abbreviated(text: str, folded: str, mentions: list[Mention[Organisation]]) -> list[Mention[Organisation]]:
    """Find the short forms that the text defines for its organisations: CCPIT."""
    defined = find_abbreviations(text)
    shorts = {m.value.abbreviation: m.value for m in mentions if m.value.abbreviation in defined}
    if not shorts:
        return []
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(re.escape(fold(s)) for s in shorts) + r")(?![^\W_])")
    found = [(m.start(), m.end(), text[m.start() : m.end()]) for m in pattern.finditer(folded)]
    return [
        Mention(start, end, short, Organisation(short, shorts[short].head, None, shorts[short].name))
        for start, end, short in found
        if short in shorts
    ]


def _lower_case(folded: str, sightings: Iterable[Sighting], tail: re.Pattern[str]) -> list[Name]:
    """Find "Chinese government" and "Guangxi regional government"."""
    found = []
    for sighting in sightings:
        match = tail.match(folded, sighting.end)
        if match and sighting.entries:
            found.append(Name(sighting.start, match.end(), match.group(1)))
    return found
