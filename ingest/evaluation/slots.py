"""Which slots of a fact are right, and whether a fact found speaks of the same thing as one of the gold file.

A gold record and a row of the warehouse are both mappings with the columns of docs/data-dictionary.md as keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.evaluation.likeness import (
    SAME_NAME,
    any_right,
    name_likeness,
    normal,
    options,
    same_counts,
    same_date,
    same_hosts,
    same_number,
    same_text,
    same_words,
)

Record = Mapping[str, Any]

FOUND_NAME = 0.6  # names so alike speak of one event
FOUND_NAME_AND_DATE = 0.4  # and so alike where the dates are the same


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: its slots, those that make a record wholly right (strict), and how two records compare."""

    name: str
    strict: tuple[str, ...]
    others: tuple[str, ...]
    right_slots: Callable[[Record, Record], dict[str, bool]]
    same_thing: Callable[[Record, Record], bool]

    @property
    def slots(self) -> tuple[str, ...]:
        """All slots, the strict ones first."""
        return self.strict + self.others


def figure_slots(gold: Record, row: Record) -> dict[str, bool]:
    """Say of each slot of a trade figure whether it is right."""
    # The same amount told in two currencies may stand in either order.
    swapped = (
        gold["alt_value"] is not None
        and same_number(gold["alt_value"], row["value"])
        and same_text(gold["alt_currency"], row["currency"])
    )
    period = any_right(gold["period_start"], row["period_start"], same_date) and any_right(
        gold["period_end"], row["period_end"], same_date
    )
    return {
        "indicator": row["indicator"] in options(gold["indicator"]),
        "economies": _same_economies(gold, row),
        "direction": any_right(gold["direction"], row["direction"], same_text),
        "scope": any_right(gold["scope"], row["scope"], same_words),
        "value": _same_amount(gold, row, "value", "currency") or swapped,
        "alt_value": _same_amount(gold, row, "alt_value", "alt_currency") or swapped,
        "qualifier": any_right(gold["qualifier"], row["qualifier"], same_text),
        "change_pct": any_right(gold["change_pct"], row["change_pct"], same_number),
        "change_basis": any_right(gold["change_basis"], row["change_basis"], same_text),
        "share_pct": any_right(gold["share_pct"], row["share_pct"], same_number),
        "period": period,
        "status": row["status"] in options(gold["status"]),
    }


def same_figure(gold: Record, row: Record) -> bool:
    """Say whether two figures speak of one quantity: its value, else its change, else its share."""
    right = figure_slots(gold, row)
    for slot in ("value", "change_pct"):
        if any(option is not None for option in options(gold[slot])):
            return right[slot]
    return right["share_pct"]


def event_slots(gold: Record, row: Record) -> dict[str, bool]:
    """Say of each slot of an event whether it is right."""
    dates = any_right(gold["start_date"], row["start_date"], same_date) and any_right(
        gold["end_date"], row["end_date"], same_date
    )
    return {
        "name": _name_likeness(gold, row) >= SAME_NAME,
        "edition": any_right(gold["edition"], row["edition"], lambda a, b: a == b),
        "dates": dates,
        "city": any_right(gold["city"], row["city"], same_text),
        "region": any_right(gold["region"], row["region"], same_text),
        "country": any_right(gold["country"], row["country"], same_text),
        "event_type": row["event_type"] in options(gold["event_type"]),
        "hosts": any_right(gold["hosts"], row["hosts"], same_hosts),
        "attendance_mode": any_right(gold["attendance_mode"], row["attendance_mode"], same_text),
        "participants": any_right(gold["participants"], row["participants"], same_counts),
        "status": row["status"] in options(gold["status"]),
    }


def same_event(gold: Record, row: Record) -> bool:
    """Say whether two events are one: their names are alike and their editions don't contradict."""
    if not any_right(gold["edition"], row["edition"], lambda a, b: a is None or b is None or a == b):
        return False
    likeness = _name_likeness(gold, row)
    dated = row["start_date"] is not None and event_slots(gold, row)["dates"]
    return likeness >= FOUND_NAME or (likeness >= FOUND_NAME_AND_DATE and dated)


FIGURES = Kind(
    "figures",
    ("indicator", "economies", "direction", "scope", "value", "change_pct", "share_pct", "period", "status"),
    ("qualifier", "alt_value", "change_basis"),
    figure_slots,
    same_figure,
)
EVENTS = Kind(
    "events",
    ("name", "edition", "dates", "city"),
    ("event_type", "region", "country", "hosts", "attendance_mode", "participants", "status"),
    event_slots,
    same_event,
)


def _same_amount(gold: Record, row: Record, value: str, currency: str) -> bool:
    return any(
        same_number(amount, row[value]) and (amount is None or same_text(unit, row[currency]))
        for amount in options(gold[value])
        for unit in options(gold[currency])
    )


def _same_economies(gold: Record, row: Record) -> bool:
    told = (normal(row["reporter"]), normal(row["partner"]))
    right = [
        (normal(reporter), normal(partner))
        for reporter in options(gold["reporter"])
        for partner in options(gold["partner"])
    ]
    if "deals" in options(gold["indicator"]) and any(set(told) & set(pair) - {"world"} for pair in right):
        return True  # the host may be told as city, province or country: one shared name is enough
    if "trade" in options(gold["indicator"]) or "two-way" in options(gold["direction"]):
        return any(set(told) == set(pair) for pair in right)  # what two economies share has no first one
    return told in right


def _name_likeness(gold: Record, row: Record) -> float:
    names = [*options(gold["name"]), *gold.get("aliases", [])]
    return max(name_likeness(name, row["name"]) for name in names)
