"""The same figure told twice on a page is one record, with the more exact value."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from ingest.records import TradeFigure

_EXACTNESS = {"exact": 0, "about": 1, "over": 1, "under": 1, None: 2}
_COMPARED = 40  # newest records of one subject and period that another is compared with; pages have a few


def merge_figures(figures: Iterable[TradeFigure]) -> list[TradeFigure]:
    """Join the records that tell of one figure, in the order of the page."""
    merged: list[TradeFigure] = []
    places: dict[Hashable, list[int]] = {}  # of the records of a subject in `merged`
    for figure in figures:
        told = places.setdefault(_subject(figure), [])
        at = next((n for n in told[-_COMPARED:] if _are_one(merged[n], figure)), None)
        if at is None:
            told.append(len(merged))
            merged.append(figure)
        else:
            merged[at] = _join(merged[at], figure)
    for told in places.values():
        _give_value_to_year(merged, told)
    return merged


def _give_value_to_year(merged: list[TradeFigure], told: list[int]) -> None:
    """Let the value go with its change on the year where the page told that on the month first."""
    monthly = next((n for n in told if merged[n].value is not None and merged[n].change_basis == "mom"), None)
    yearly = next((n for n in told if merged[n].value is None and merged[n].change_basis == "yoy"), None)
    if len(told) == 2 and monthly is not None and yearly is not None:
        one, other = merged[monthly], merged[yearly]
        merged[monthly] = replace(one, change_pct=other.change_pct, change_basis="yoy")
        merged[yearly] = replace(other, change_pct=one.change_pct, change_basis="mom")


def _subject(figure: TradeFigure) -> Hashable:
    """Give what two records of one figure have in common: the economies of trade in either order."""
    economies: Hashable = (figure.reporter, figure.partner)
    if figure.indicator == "trade" or figure.direction == "two-way":
        economies = frozenset((figure.reporter, figure.partner))
    return (
        figure.indicator,
        economies,
        figure.direction,
        figure.scope,
        figure.period_start,
        figure.period_end,
        figure.status,
    )


def _are_one(one: TradeFigure, other: TradeFigure) -> bool:
    """Say whether two records of the same subject and period tell of the same figure: nothing contradicts."""
    if one.change_pct is not None and other.change_pct is not None and one.change_basis != other.change_basis:
        return False
    return not _contradict(one, other)


def _contradict(one: TradeFigure, other: TradeFigure) -> bool:
    if one.value is not None and other.value is not None:
        if one.currency == other.currency:
            return not (_agree(one.value, other.value) or _passed(one, other) or _passed(other, one))
        return one.alt_currency != other.currency and other.alt_currency != one.currency
    if one.change_pct is not None and other.change_pct is not None:
        return abs(one.change_pct - other.change_pct) > 0.6
    return False


def _agree(one: float, other: float) -> bool:
    """Two values that differ by no more than rounding."""
    return abs(one - other) <= 0.02 * max(abs(one), abs(other))


def _passed(mark: TradeFigure, exact: TradeFigure) -> bool:
    """A round mark that a sentence says was passed, and the value that it then gives."""
    if mark.value is None or exact.value is None or mark.span_start != exact.span_start:
        return False
    is_round = _digits(mark.value) < _digits(exact.value)
    is_over = mark.qualifier == "over" and exact.qualifier == "exact"
    return is_round and is_over and mark.value < exact.value < 2 * mark.value


def _digits(value: float) -> int:
    return len(f"{abs(value):.12g}".rstrip("0").replace(".", ""))


def _join(one: TradeFigure, other: TradeFigure) -> TradeFigure:
    """Keep the record with the more exact value, filled up from the other."""
    first, second = one, other
    if second.value is not None and (first.value is None or _rank(second) < _rank(first)):
        first, second = second, first
    if first.change_pct is None and second.change_pct is not None:
        first = replace(first, change_pct=second.change_pct, change_basis=second.change_basis)
    if first.share_pct is None and second.share_pct is not None:
        first = replace(first, share_pct=second.share_pct, share_of=second.share_of)
    if first.alt_value is None and second.alt_value is not None and second.alt_currency != first.currency:
        first = replace(first, alt_value=second.alt_value, alt_currency=second.alt_currency)
    return first


def _rank(figure: TradeFigure) -> tuple[int, int]:
    return _EXACTNESS[figure.qualifier], -_digits(figure.value or 0)
