"""Reading never fails, whatever the text, and what it gives keeps to the rules of its fields."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract import extract_document
from ingest.records import Document, Event, TradeFigure

from .texts import ANYTHING, mixed_up

DATES = st.one_of(st.none(), st.dates(date(1970, 1, 1), date(2100, 12, 31)))
TITLES = st.one_of(st.none(), st.text(max_size=60), mixed_up())


def document(text: str, title: str | None, published_on: date | None) -> Document:
    fetched_at = datetime(2025, 1, 1, tzinfo=UTC)
    return Document("id", "", "any", "file:///any.txt", None, None, title, published_on, None, "en", text, fetched_at)


@settings(deadline=None, max_examples=150)
@given(ANYTHING, TITLES, DATES)
def test_any_text_is_read(text: str, title: str | None, published_on: date | None) -> None:
    extraction = extract_document(document(text, title, published_on))
    for fact in (*extraction.figures, *extraction.events):
        assert fact.quote == text[fact.span_start : fact.span_end].replace("\t", " ")
        assert fact.quote.strip()
        assert 0 < fact.confidence <= 1
        assert fact.rule
    for figure in extraction.figures:
        check_figure(figure)
    for event in extraction.events:
        check_event(event)


def check_figure(figure: TradeFigure) -> None:
    # Not yet that a value, a change or a share is told: figures.json, "only a base is told".
    assert (figure.value is None) == (figure.currency is None) == (figure.qualifier is None)
    assert (figure.alt_value is None) == (figure.alt_currency is None)
    assert figure.value is not None or figure.alt_value is None
    assert (figure.change_pct is None) == (figure.change_basis is None)
    assert figure.direction is None or figure.indicator == "investment"
    # Of a fair's deals the visitors' country is not always seen (a known gap of figures.json); the world trades
    # with itself.
    assert figure.reporter != figure.partner or figure.indicator == "deals" or figure.reporter == "World"
    assert in_order(figure.period_start, figure.period_end)


def check_event(event: Event) -> None:
    assert event.name.strip()
    assert (event.date_precision is None) == (event.start_date is None and event.end_date is None)


def in_order(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


@pytest.mark.xfail(reason="known gap: dates of two events in one sentence", strict=True, raises=AssertionError)
def test_an_event_ends_no_earlier_than_it_starts() -> None:
    text = (
        "The 7th China-ASEAN Expo closed in Nanning on October 24 with deals worth 1.71 billion dollars.\t"
        "THAIFEX - Anuga Asia 2024 opened at IMPACT Muang Thong Thani on Tuesday and will run until June 1."
    )
    events = extract_document(document(text, None, date(2000, 1, 1))).events
    assert all(in_order(event.start_date, event.end_date) for event in events)


@settings(deadline=None, max_examples=50)
@given(mixed_up(), st.integers(0, 5))
def test_what_stands_before_moves_no_quote_off_its_words(text: str, blanks: int) -> None:
    moved = "\n" * blanks + text
    for fact in extract_document(document(moved, None, date(2024, 6, 1))).figures:
        assert fact.quote == moved[fact.span_start : fact.span_end].replace("\t", " ")
