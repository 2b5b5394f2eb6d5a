"""Whole statements: tests/cases/figures.json. A case names the fields that it is about; there are no other figures."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest

from ingest.evaluation.likeness import any_right, same_date, same_number, same_words
from ingest.extract import extract_document
from ingest.records import Document

from .cases import Case, day, load

COMPARED = {
    "value": same_number,
    "alt_value": same_number,
    "change_pct": same_number,
    "share_pct": same_number,
    "period_start": same_date,
    "period_end": same_date,
    "scope": same_words,
    "share_of": same_words,
}


def is_right(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Say whether a figure is as expected in every field that is named."""
    return all(any_right(value, found[name], COMPARED.get(name, same)) for name, value in expected.items())


def same(one: object, other: object) -> bool:
    return one == other


def document(case: Case) -> Document:
    return Document(
        document_id="case",
        content_hash="",
        source="cases",
        source_uri="file:///case.txt",
        site=None,
        url=None,
        title=case.get("title"),
        published_on=day(case["published_on"]),
        published_on_source=None,
        language="en",
        text=case["text"],
        fetched_at=datetime(2025, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("case", load("figures.json"))
def test_figures(case: Case) -> None:
    left = [asdict(figure) for figure in extract_document(document(case)).figures]
    for expected in case["figures"]:
        right = [figure for figure in left if is_right(expected, figure)]
        assert right, f"{expected} is not among {[told(figure) for figure in left]}"
        left.remove(right[0])
    assert [told(figure) for figure in left] == [], "more than the sentence states"


def told(figure: dict[str, Any]) -> dict[str, Any]:
    hidden = {"quote", "span_start", "span_end", "confidence"}
    return {name: value for name, value in figure.items() if value is not None and name not in hidden}
