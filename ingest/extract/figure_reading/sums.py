"""Amounts of a sentence that add up: "exports of 401 million and imports of 248, totalling 649" tells a trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.context import GIANT
from ingest.extract.figure_reading.statements import Statement

_FLOWS = ("exports", "imports")
_ROUNDING = 0.01  # of a sum, by which rounded parts may miss it


def sums_as_trade(statements: Sequence[Statement]) -> list[Statement]:
    """Take an amount that is the sum of the exports and imports told beside it for their trade."""
    return [_as_trade(s) if _is_sum(s, statements) else s for s in statements]


def _as_trade(flow: Statement) -> Statement:
    """Tell trade with China from the Chinese side."""
    reporter, partner = (flow.partner, flow.reporter) if flow.partner == GIANT else (flow.reporter, flow.partner)
    return replace(flow, indicator="trade", sign=1, reporter=reporter, partner=partner)


def _is_sum(whole: Statement, statements: Sequence[Statement]) -> bool:
    if whole.indicator not in _FLOWS or whole.value is None or whole.is_base:
        return False
    beside = [s for s in statements if s is not whole and s.value is not None and _key(s) == _key(whole)]
    parts = {s.indicator: s.value.number for s in beside if s.value is not None and not s.is_base}
    if any(name not in parts for name in _FLOWS):
        return False
    return abs(sum(parts[name] for name in _FLOWS) - whole.value.number) <= _ROUNDING * whole.value.number


def _key(statement: Statement) -> tuple[object, ...]:
    currency = statement.value.currency if statement.value else None
    return statement.reporter, statement.partner, statement.scope, statement.span, currency
