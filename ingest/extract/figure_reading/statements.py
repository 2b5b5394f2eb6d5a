"""What a sentence states, settled: all that a figure needs but its quote."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.dating import Span
from ingest.extract.figure_reading.quantities.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Statement:
    """A group with its subject settled: all that a figure needs but its quote."""

    indicator: str
    reporter: str
    partner: str
    direction: str | None
    scope: str | None
    sign: int
    value: Quantity | None
    alt: Quantity | None
    change: Quantity | None
    share: Quantity | None
    share_of: str | None
    span: Span
    period_text: str | None
    status: str
    rule: str
    inherited: tuple[str, ...]
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A number that became no figure, and why."""

    start: int
    end: int
    reason: str
