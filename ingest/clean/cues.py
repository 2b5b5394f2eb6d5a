"""Rules with cues: of some dozen patterns, which ones are worth a search in a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEAD_LENGTH = 3  # characters of a word by which cues are looked up
WORD_HEAD = re.compile(rf"(?<![a-z])[a-z]{{{HEAD_LENGTH}}}")
MAX_LINES = 5_000  # that are remembered; each is asked for twice, when it is told and when it is cut


@dataclass(frozen=True, slots=True)
class CuedRule:
    """A pattern that is worth a search only where one of its cues stands: most lines hold none, and a test is cheap.

    longest: characters of a line; in longer ones nothing is looked for.
    """

    group: str
    name: str
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    longest: int


class Cues:
    """The rules of all groups by the cues that lines of text may hold."""

    def __init__(self, rules: Sequence[CuedRule]) -> None:
        self._rules = rules
        self._by_head: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._marks: list[tuple[str, int]] = []  # and short words
        self._foreign: list[tuple[str, int]] = []  # of other scripts
        for place, rule in enumerate(rules):
            for cue in rule.cues:
                head = WORD_HEAD.match(cue)
                others = self._marks if cue.isascii() else self._foreign
                (self._by_head[head.group()] if head else others).append((cue, place))
        self._heads = frozenset(self._by_head)
        self._found: dict[str, list[CuedRule]] = {}

    def find(self, line: str) -> list[CuedRule]:
        """Give the rules of which a line holds a cue, in their order; a cue of letters begins a word."""
        found = self._found.get(line)
        if found is None:
            if len(self._found) >= MAX_LINES:
                self._found.clear()
            found = self._found[line] = self._search(line.lower())
        return found

    def _search(self, lowered: str) -> list[CuedRule]:
        others = self._marks if lowered.isascii() else [*self._marks, *self._foreign]
        places = {place for cue, place in others if cue in lowered}
        for head in self._heads.intersection(WORD_HEAD.findall(lowered)):
            places.update(place for cue, place in self._by_head[head] if cue in lowered)
        length = len(lowered)
        return [rule for place in sorted(places) if length <= (rule := self._rules[place]).longest]


def of_group(rules: Iterable[CuedRule], group: str) -> list[CuedRule]:
    """Give the rules of a group."""
    return [rule for rule in rules if rule.group == group]
