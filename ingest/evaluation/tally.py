"""Pair facts found with gold facts, page by page, and count what was found and what is wholly right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.evaluation.slots import Kind, Record

BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)  # lower bounds of the bands of confidence
_TOLD_CHARS = 420  # an error line shows so much of a record
# fmt: off
_TOLD = (
    "indicator", "reporter", "partner", "scope", "value", "currency", "change_pct", "share_pct",
    "period_start", "period_end", "status", "name", "edition", "start_date", "end_date", "city", "hosts", "quote",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """Give P, R and F, rounded to four digits."""
        return {"P": round(self.precision, 4), "R": round(self.recall, 4), "F": round(self.f1, 4)}


@dataclass(slots=True)
class Count:
    """How many of how many are right."""

    right: int = 0
    of: int = 0

    def add(self, is_right: bool) -> None:
        """Count one more."""
        self.right += is_right
        self.of += 1

    @property
    def rate(self) -> float | None:
        """Give the share that is right, rounded to four digits; null of nothing."""
        return round(self.right / self.of, 4) if self.of else None


@dataclass(slots=True)
class Tally:
    """The counts of one kind of fact over all pages. Optional gold records count neither for nor against."""

    kind: Kind
    gold: int = 0
    predicted: int = 0
    n_found: int = 0
    n_right: int = 0
    slots: dict[str, Count] = field(default_factory=dict)
    bands: dict[float, Count] = field(default_factory=lambda: {band: Count() for band in BANDS})
    errors: list[str] = field(default_factory=list)

    def add_page(self, page: str, golds: Sequence[Record], rows: Sequence[Record]) -> None:
        """Count the facts of one page."""
        pairs, missed, extra = _pair_up(self.kind, golds, rows)
        for gold, row in pairs:
            if not gold.get("optional"):
                self._add_pair(page, gold, row)
        for gold in missed:
            if not gold.get("optional"):
                self.gold += 1
                self.errors.append(f"{page} MISSED {_told(gold)}")
        for row in extra:
            self.predicted += 1
            self._add_to_band(row, is_right=False)
            self.errors.append(f"{page} EXTRA {_told(row)}")

    @property
    def found(self) -> Rates:
        """Rates of facts that speak of the right thing."""
        return self._rates(self.n_found)

    @property
    def strict(self) -> Rates:
        """Rates of facts whose every strict slot is right."""
        return self._rates(self.n_right)

    def as_dict(self) -> dict[str, Any]:
        """Give all counts, ready for JSON."""
        return {
            "kind": self.kind.name,
            "gold": self.gold,
            "predicted": self.predicted,
            "found": self.found.as_dict(),
            "strict": self.strict.as_dict(),
            "slots": {slot: self.slots[slot].rate if slot in self.slots else None for slot in self.kind.slots},
            "bands": {str(band): {"rows": count.of, "strict_P": count.rate} for band, count in self.bands.items()},
        }

    def _add_pair(self, page: str, gold: Record, row: Record) -> None:
        right = self.kind.right_slots(gold, row)
        is_right = all(right[slot] for slot in self.kind.strict)
        self.gold += 1
        self.predicted += 1
        self.n_found += 1
        self.n_right += is_right
        self._add_to_band(row, is_right)
        for slot in self.kind.slots:
            self.slots.setdefault(slot, Count()).add(right[slot])
        if wrong := [slot for slot in self.kind.slots if not right[slot]]:
            strict = "" if is_right else " (strict)"
            self.errors.append(f"{page} WRONG {'/'.join(wrong)}{strict}: gold {_told(gold)} | got {_told(row)}")

    def _add_to_band(self, row: Record, is_right: bool) -> None:
        band = next(band for band in BANDS if row["confidence"] >= band)
        self.bands[band].add(is_right)

    def _rates(self, hits: int) -> Rates:
        return Rates(hits / self.predicted if self.predicted else 1.0, hits / self.gold if self.gold else 1.0)


Pairs = tuple[list[tuple[Record, Record]], list[Record], list[Record]]


def _pair_up(kind: Kind, golds: Sequence[Record], rows: Sequence[Record]) -> Pairs:
    """Pair the records that agree in most slots first, each once; give pairs, gold left over, rows left over."""
    candidates = sorted(
        (-sum(kind.right_slots(gold, row).values()), g, r)
        for g, gold in enumerate(golds)
        for r, row in enumerate(rows)
        if kind.same_thing(gold, row)
    )
    paired: dict[int, int] = {}
    for _, g, r in candidates:
        if g not in paired and r not in paired.values():
            paired[g] = r
    pairs = [(golds[g], rows[r]) for g, r in paired.items()]
    missed = [gold for g, gold in enumerate(golds) if g not in paired]
    extra = [row for r, row in enumerate(rows) if r not in paired.values()]
    return pairs, missed, extra


def _told(record: Record) -> str:
    kept = {name: record.get(name) for name in _TOLD if record.get(name) not in (None, [], "")}
    text = json.dumps(kept, ensure_ascii=False, default=str)
    return text if len(text) < _TOLD_CHARS else text[:_TOLD_CHARS] + "…"
