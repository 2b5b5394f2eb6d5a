"""Surpluses and deficits told by what one flow had more than the other, or by an amount below zero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.subjects.subject import Subject

_MINUS = ("-", "–", "−")
_OPENS_BELOW = re.compile(r"\D*[-–−]\d")  # "US$-4.02 billion"
_EXPORTS, _IMPORTS = ("verb:exports", "ind:exports"), ("verb:imports", "ind:imports")


def below_zero(chunks: Sequence[Chunk], group: Group, subject: Subject) -> Subject:
    """Read "the balance amounted to -4.02 billion dollars", "stood at minus 3 billion" as a deficit."""
    value = group.get("value")
    if subject.indicator != "balance" or value is None or value.at == 0:
        return subject
    before, amount = chunks[value.at - 1], chunks[value.at]
    is_minus = before.kind == "mark" and before.key in _MINUS and before.end == amount.start
    is_minus = (is_minus and chunks[value.at - 2].end < before.start) or _OPENS_BELOW.match(amount.key) is not None
    told = [c.key for c in chunks[max(0, value.at - 3) : value.at]]
    return replace(subject, sign=-1) if is_minus or "minus" in told or "negative" in told else subject


def as_balance(chunks: Sequence[Chunk], head: int, group: Group, subject: Subject) -> Subject:
    """Read "sold 1.13 billion more to the world than it bought" as a surplus."""
    value = group.get("value")
    if value is None or subject.indicator not in ("exports", "imports") or value.at + 1 >= len(chunks):
        return subject
    compared = chunks[value.at + 1].key
    if compared not in ("more", "less"):
        return subject
    other = _IMPORTS if subject.indicator == "exports" else _EXPORTS
    behind = chunks[value.at + 2 : value.at + 16]
    at = next((n for n, c in enumerate(behind) if c.key == "than"), len(behind))
    if not chunks[head].has(*_EXPORTS, *_IMPORTS) or not any(c.has(*other) for c in behind[at : at + 6]):
        return subject
    sign = 1 if (subject.indicator == "exports") == (compared == "more") else -1
    return replace(subject, indicator="balance", sign=sign)
