"""Amounts, percentages and periods in sentences: tests/cases/{money,percentages,periods}.json."""

from __future__ import annotations

import pytest

from ingest.evaluation.likeness import any_right, same_date
from ingest.extract.dating import Moment, Span, resolve
from ingest.extract.mentions.money import find_money
from ingest.extract.mentions.percentage import find_percentages
from ingest.extract.mentions.period import find_periods

from .cases import Case, day, load


@pytest.mark.parametrize("case", load("money.json"))
def test_amounts(case: Case) -> None:
    found = [[m.value.amount, m.value.currency, m.value.qualifier] for m in find_money(case["text"])]
    assert found == case["amounts"]


@pytest.mark.parametrize("case", load("percentages.json"))
def test_percentages(case: Case) -> None:
    found = [[m.value.number, m.value.sign, m.value.is_points] for m in find_percentages(case["text"])]
    assert found == case["percentages"]


@pytest.mark.parametrize("case", load("periods.json"))
def test_periods(case: Case) -> None:
    anchor = case.get("anchor")
    moment = Moment(
        day(case["published_on"]),
        Span(day(anchor[0]), day(anchor[1])) if anchor else None,
        case.get("year"),
        case.get("fiscal_month"),
        case.get("is_future", False),
    )
    is_base = case.get("is_base", False)
    found = [resolve(m.value, moment, is_base=is_base) for m in find_periods(case["text"])]
    assert len(found) == len(case["spans"]), found
    for span, (start, end) in zip(found, case["spans"], strict=True):
        assert any_right(start, span.start, same_date), span
        assert any_right(end, span.end, same_date), span
