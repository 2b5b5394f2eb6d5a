from __future__ import annotations

from datetime import date

import pytest

from reports import formats


@pytest.mark.parametrize(
    ("value", "currency", "told"),
    [
        (249e9, "CNY", "249 billion CNY"),
        (2.592e12, "CNY", "2.592 trillion CNY"),
        (-3.5e6, "USD", "-3.5 million USD"),
        (12345.5, "USD", "12,345.5 USD"),
        (0, "USD", "0 USD"),
        (5e9, None, "5 billion"),
        (None, None, ""),
    ],
)
def test_amount(value: float | None, currency: str | None, told: str) -> None:
    assert formats.amount(value, currency) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2025-01-01", "2025-12-31", "2025"),
        ("2013-01-01", "2023-12-31", "2013 to 2023"),
        ("2025-02-01", "2025-02-28", "Feb 2025"),
        ("2025-01-01", "2025-07-31", "Jan to Jul 2025"),
        ("2024-11-01", "2025-01-31", "Nov 2024 to Jan 2025"),
        ("2025-09-17", "2025-09-21", "17 to 21 Sep 2025"),
        ("2025-09-28", "2025-10-02", "28 Sep 2025 to 2 Oct 2025"),
        ("2025-09-17", "2025-09-17", "17 Sep 2025"),
        ("2025-09-17", None, "17 Sep 2025"),
        (None, "2025-07-31", "until 31 Jul 2025"),
        (None, None, ""),
    ],
)
def test_span(start: str | None, end: str | None, told: str) -> None:
    assert formats.span(start and date.fromisoformat(start), end and date.fromisoformat(end)) == told


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ({"indicator": "exports", "partner": "Laos", "scope": "fruit"}, "exports of fruit to Laos"),
        ({"indicator": "trade", "partner": "World"}, "trade"),
        ({"indicator": "investment", "partner": "ASEAN", "direction": "two-way"}, "two-way investment in ASEAN"),
    ],
)
def test_statement(figure: dict[str, str], told: str) -> None:
    assert formats.statement({"scope": None, "direction": None} | figure) == told


@pytest.mark.parametrize(
    ("url", "is_web"),
    [("https://a.example/b", True), ("HTTP://a.example", True), ("javascript:alert(1)", False), ("file:///a", False)],
)
def test_only_web_addresses_become_links(url: str, is_web: bool) -> None:
    assert formats.is_web(url) is is_web
