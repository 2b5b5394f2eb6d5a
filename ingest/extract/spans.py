"""Mentions: pieces of a text that mean something, with where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """A stretch of text with its normalised value; `text == document_text[start:end]`."""

    start: int
    end: int
    text: str
    value: V

    def overlaps(self, other: Mention[object]) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


def leftmost_longest(mentions: Iterable[Mention[V]]) -> list[Mention[V]]:
    """Drop mentions that overlap an earlier one; of those that start together the longest stays."""
    found = list(mentions)
    if len(found) < 2:
        return found
    kept: list[Mention[V]] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
