"""Names of places where they stand in a text, before anything is known of what they mean there.

The text is gone through once: each word that begins some name is looked up, and only the names that begin with it are
tried, the longest first. Input: folded text; output: spans with the places that bear the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import Row, in_use, load_rows, load_words

Form = Literal["name", "alias", "adjective"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the lexicon. `country` is its own name for a country, None for groups and regions of several."""

    name: str
    kind: str
    country: str | None
    region: str | None
    iso_code: str | None
    flags: frozenset[str]

    def holds(self, other: Entry) -> bool:
        """Say whether the other place lies in this one."""
        if self is other or self.name == other.name:
            return False
        if self.kind == "country":
            return other.country == self.name
        if self.kind == "region":
            return self.country is not None and other.country == self.country and other.kind in ("province", "city")
        return other.region == self.name


class Sighting(NamedTuple):
    """A name found at `start:end`; several entries where places share it, the best known first; none for a shadow.

    A shadow is a name that holds a place's name and is no place ("South China Sea").
    """

    start: int
    end: int
    form: Form
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The names of the lexicon, by their first word."""

    words: re.Pattern[str]
    names: Mapping[str, re.Pattern[str]]
    meanings: Mapping[str, tuple[Form, tuple[Entry, ...]]]

    def sightings(self, folded: str) -> tuple[Sighting, ...]:
        """Find names in folded text, from left to right, none overlapping another."""
        return _sightings(self, folded)

    def look(self, folded: str) -> Iterator[Sighting]:
        """Find names anew."""
        end = 0
        for word in self.words.finditer(folded):
            if word.start() < end:
                continue
            names = self.names.get(word.group())
            found = names.match(folded, word.start()) if names else None
            if found:
                end = found.end()
                form, entries = self.meanings[_key(found.group())]
                yield Sighting(found.start(), end, form, entries)


@lru_cache(maxsize=1)  # several recognisers ask for the same text one after the other
def _sightings(places: Gazetteer, folded: str) -> tuple[Sighting, ...]:
    return tuple(places.look(folded))


def gazetteer() -> Gazetteer:
    """Give the gazetteer of the shipped places and the user's; built anew only when their files are."""
    return _build(in_use())


@lru_cache(maxsize=4)
def _build(_: Path | None) -> Gazetteer:
    meanings: dict[str, tuple[Form, tuple[Entry, ...]]] = {}
    surfaces: dict[str, dict[str, None]] = {}  # first word -> surfaces; a dict keeps their order
    known: dict[tuple[str | None, ...], Entry] = {}  # a user's row for a place that is there adds names to it
    for row in load_rows("places.csv"):
        entry = _entry(row)
        entry = known.setdefault((entry.name, entry.kind, entry.country, entry.region), entry)
        for surface, form in _surfaces(row):
            _add(surfaces, meanings, surface, form, entry)
    for shadow in load_words("place_words.yml")["not_places"]:
        _add(surfaces, meanings, fold(shadow), "name", None)
    names = {
        first: re.compile("(?:" + "|".join(_pattern(s) for s in sorted(found, key=len, reverse=True)) + r")(?![^\W_])")
        for first, found in surfaces.items()
    }
    lower = "|".join(sorted(re.escape(first) for first in names if not first[0].isupper()))
    words = re.compile(rf"(?<![^\W_])(?:[A-Z][^\W_]*|(?:{lower or '(?!)'})(?![^\W_]))")
    return Gazetteer(words, names, meanings)


def _entry(row: Row) -> Entry:
    country = row["name"] if row["kind"] == "country" else row["country"] or None
    return Entry(
        row["name"], row["kind"], country, row["region"] or None, row["iso_code"] or None, frozenset(row.words("flags"))
    )


def _surfaces(row: Row) -> Iterator[tuple[str, Form]]:
    """Give a row's names as they are looked for: folded, without article, and in capitals too (datelines)."""
    spelt: list[tuple[str, Form]] = [] if "unsaid" in row.words("flags") else [(row["name"], "name")]
    spelt += [(alias, "alias") for alias in row.words("aliases")]
    spelt += [(adjective, "adjective") for adjective in row.words("adjectives")]
    for surface, form in spelt:
        plain = re.sub(r"^[Tt]he ", "", fold(surface))
        yield plain, form
        if len(plain) > 3 and plain[0].isupper():
            yield plain.upper(), form


def _add(
    surfaces: dict[str, dict[str, None]],
    meanings: dict[str, tuple[Form, tuple[Entry, ...]]],
    surface: str,
    form: Form,
    entry: Entry | None,
) -> None:
    first = re.match(r"[^\W_]+", surface)
    if first is None:
        return
    surfaces.setdefault(first.group(), {})[surface] = None
    old_form, old = meanings.get(_key(surface), (form, ()))
    new = () if entry is None or entry in old else (entry,)
    meanings[_key(surface)] = (old_form, old + new)


def _key(surface: str) -> str:
    """What all spellings that `_pattern` lets through have in common."""
    return re.sub(r"[\W_]+", "", surface.replace("&", "and")).casefold()


def _pattern(surface: str) -> str:
    """Write a surface as a pattern: any run of spaces, hyphen or space, small words with a capital too."""
    if surface.endswith("-"):  # Sino-
        return re.escape(surface[:-1]) + "(?=-)"
    parts = re.split(r"( |-|&)", surface)
    return "".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if part == " ":
        return " {1,3}"
    if part == "-":
        return "(?: ?- ?| )"
    if part == "&":
        return "(?:&|and)"
    if part in ("and", "of", "the"):
        return f"[{part[0].upper()}{part[0]}]{part[1:]}"
    return re.escape(part) + "?" if part.endswith(".") else re.escape(part)
