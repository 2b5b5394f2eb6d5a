"""An amount or percentage with its role in a statement, and the words that roles are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.words import words

UP = ("up_verb", "up_noun", "up_word")
DOWN = ("down_verb", "down_noun", "down_word")
VERBS = ("up_verb", "down_verb")
NOUNS = ("up_noun", "down_noun")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount or percentage with its role.

    role: value, alt, base, delta, change, share, points, none. `number` is signed for a change. `basis` is yoy, mom or
    other for a change, volume for one of weight. `at` is its chunk; `reason` says why a number of role none is no
    figure.
    """

    at: int
    role: str
    number: float
    currency: str | None = None
    qualifier: str | None = None
    basis: str | None = None
    reason: str | None = None


_COMPARED = ("more than", "less than", "higher than", "lower than")


def skip_soft(chunks: Sequence[Chunk], at: int) -> int:
    """Give the chunk before an amount that is no word of exactness (they belong to the amount's qualifier)."""
    left = at - 1
    while left >= 0:
        chunk = chunks[left]
        two = f"{chunks[left - 1].key} {chunk.key}" if left else ""
        if chunk.key in words("before_amount") or (chunk.kind == "period" and chunk.key in ("the year",)):
            left -= 1
        elif two in _COMPARED and left >= 2 and (chunks[left - 2].kind == "percent" or chunks[left - 2].has("yoy")):
            break  # "16.2 percent more than the 701 million of a year earlier" compares
        elif two == "up to" and left >= 2 and chunks[left - 2].key in ("added", "add", "adds", "adding"):
            break
        elif two in (
            "more than",
            "less than",
            "close to",
            "up to",
            "at least",
            "as much",
            "shy of",
            "higher than",
            "not less",
        ):
            left -= 2
        elif chunk.key in ("estimated", "exceeding", "approximately"):
            left -= 1
        else:
            break
    return left
