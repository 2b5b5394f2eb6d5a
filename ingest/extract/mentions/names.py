"""Proper names that are known by their head noun: "Department of Commerce of Fujian Province", "China-ASEAN Expo".

A name is a run of capitalised words, joined by spaces, "of (the)", "for (the)", "and" and commas. Its head stands at
the end ("Asian Development Bank") or before its complement ("Ministry of Industry and Trade"). The text is gone
through once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

# That no letter stands before it is asked behind its capital: a pattern that begins with one skips other text fast.
_CAPITALISED = r"[A-Z](?<![^\W_][A-Z])(?:\.(?:[A-Z]\.)+|[^\W_]*(?:[-'/&][^\W_]+)*(?:'(?= [A-Z]))?)"
_LINKS = {
    " ": "",
    " of ": "of",
    " of the ": "of",
    " for ": "for",
    " for the ": "for",
    " on ": "for",
    " and ": "and",
    " & ": "and",
    ", ": ",",
    "., ": ",",
    ", and ": "and",
    " in ": "in",
    " to ": "in",
    " (": "(",  # only around a place: "ASEAN-China (Shandong) SME Conference"
    ") ": ")",
}
_WORD = re.compile(_CAPITALISED)
_RUN = re.compile(rf"{_CAPITALISED}(?:(?:{'|'.join(map(re.escape, _LINKS))}){_CAPITALISED})*")
_SPLIT = re.compile(r"[ ,.()]+")
_LONGEST = 9  # words of one part of a name; longer ones are headlines in capitals


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that decide: head nouns, those with "in" behind them, and words that belong to no name."""

    heads: frozenset[str]
    posted: frozenset[str]
    openers: frozenset[str]
    breakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start:end` of the text, and its head noun."""

    start: int
    end: int
    head: str


@dataclass(slots=True)
class Word:
    """A capitalised word at `start:end`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Part:
    """Capitalised words with only spaces between them, and what links them to the part before."""

    link: str
    words: list[Word] = field(default_factory=list)


Run: TypeAlias = list[Part]


def find_runs(
    folded: str, heads: frozenset[str], possessives: frozenset[str], place_starts: Collection[int]
) -> list[Run]:
    """Give the runs of capitalised words in folded text that hold a head.

    `possessives` are those within a name ("People's"); all others are owners, at which a name ends. `place_starts`
    says where names of places begin.
    """
    return [
        run
        for match in _RUN.finditer(folded)
        if not heads.isdisjoint(_SPLIT.split(match.group()))
        for run in _parts(folded, match.span(), possessives, place_starts)
    ]


def find_names(runs: Iterable[Run], vocabulary: Vocabulary, place_starts: Collection[int]) -> Iterator[Name]:
    """Find the names in runs of capitalised words, from left to right."""
    reader = _Reader(vocabulary, place_starts)
    for run in runs:
        yield from reader.names(run)


def _parts(
    folded: str, span: tuple[int, int], possessives: frozenset[str], place_starts: Collection[int]
) -> Iterator[Run]:
    run: Run = []
    last, end = "", span[0]
    for match in _WORD.finditer(folded, *span):
        link = _LINKS[folded[end : match.start()]] if run else ""
        if (link == "(" and not _is_inset(folded, match, place_starts)) or (link == ")" and last != "("):
            yield run
            run, link = [], ""
        if not run or link not in ("", "(", ")"):
            run.append(Part(link))
        text = match.group()
        is_owner = text.endswith("'s") and text not in possessives
        text = text.removesuffix("'s") if is_owner else text
        run[-1].words.append(Word(match.start(), match.start() + len(text), text))
        last, end = link, match.end()
        if is_owner:
            yield run
            run = []
    if run:
        yield run


def _is_inset(folded: str, word: re.Match[str], place_starts: Collection[int]) -> bool:
    """Say whether a bracket within a name holds a place, not an abbreviation: "ASEAN-China (Shandong) Conference"."""
    after = folded[word.end() : word.end() + 3]
    return word.start() in place_starts and not word.group().isupper() and after[:2] == ") " and after[2:].isupper()


@dataclass(frozen=True, slots=True)
class _Reader:
    vocabulary: Vocabulary
    place_starts: Collection[int]

    def names(self, parts: Run) -> Iterator[Name]:
        """Read the names of one run, from left to right."""
        free = 0  # the first part that no name has taken yet
        number = 0
        while number < len(parts):
            words = self._trimmed(parts[number])
            head = self._head(words)
            if head is None:
                number += 1
                continue
            left = self._left(parts, number, words, free)
            if head < len(words) - 1:
                end, after = words[head].end, number + 1
            else:
                end, after = self._complement(parts, number, words[head])
            if left < words[head].start or end > words[head].end:
                yield Name(left, end, words[head].text)
            free = number = after

    def _trimmed(self, part: Part) -> list[Word]:
        """Leave out what leads in the name: "The", "Vice Minister", a headline's verb."""
        words = part.words
        first = 0
        for n, word in enumerate(words):
            if word.text in self.vocabulary.breakers or (n == first and word.text in self.vocabulary.openers):
                first = n + 1
        return words[first:] if len(words) - first <= _LONGEST else []

    def _head(self, words: list[Word]) -> int | None:
        """Give the last head noun of the part; one that begins the part needs a complement right behind it."""
        for n in range(len(words) - 1, -1, -1):
            if words[n].text in self.vocabulary.heads and (n > 0 or len(words) == 1):
                return n
        return None

    def _left(self, parts: Run, number: int, words: list[Word], free: int) -> int:
        """Reach back over "and": "National Development and Reform Commission"; not over a place or another name."""
        if parts[number].link != "and" or number - 1 < free or words[0] is not parts[number].words[0]:
            return words[0].start
        before = self._trimmed(parts[number - 1])
        if parts[number - 1].link not in ("", ",") or not before or self._is_place(before[-1]):
            return words[0].start
        return words[0].start if words[0].start in self.place_starts else before[0].start

    def _complement(self, parts: Run, number: int, head: Word) -> tuple[int, int]:
        """Take in "of Commerce and Industry", "for the Promotion of International Trade"; give end and next part."""
        end, n = head.end, number + 1
        inside = False
        while n < len(parts) and self._goes_on(parts, n, head, inside):
            whole = parts[n].words
            cut = next((i for i, word in enumerate(whole) if word.text in self.vocabulary.breakers), len(whole))
            if cut == 0 or whole[0].text in self.vocabulary.openers:  # "the Ministry on Monday"
                break
            end, n, inside = whole[cut - 1].end, n + 1, True
            if cut < len(whole):
                break
        return end, n

    def _goes_on(self, parts: Run, n: int, head: Word, inside: bool) -> bool:
        part = parts[n]
        if part.link in ("of", "for"):
            return True
        if part.link == "in":
            return head.text in self.vocabulary.posted
        if head.text == "Co" and part.words[0].text == "Ltd":  # Co., Ltd
            return True
        if not inside or self._head(part.words) is not None or self._is_place(part.words[0]):
            return False
        return part.link == "and" or self._is_list(parts, n)

    def _is_list(self, parts: Run, n: int) -> bool:
        """ "of Quality Supervision, Inspection and Quarantine": a comma goes on only where an "and" comes."""
        after = parts[n + 1] if n + 1 < len(parts) else None
        return after is not None and after.link == "and" and self._goes_on(parts, n + 1, after.words[0], True)

    def _is_place(self, word: Word) -> bool:
        return word.start in self.place_starts
