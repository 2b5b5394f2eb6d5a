"""Which line above an article is its headline."""

from __future__ import annotations

from ingest.clean.headlines import find_title
from ingest.clean.lines import Line


def test_the_headline_is_the_long_line_near_the_date() -> None:
    head = [
        Line("ASEAN Observatory of Trade", "other"),
        Line("Home | Countries", "furniture"),
        Line("Trade briefs", "other"),
        Line("China, ASEAN trade up in May", "other"),
        Line("May 3, 2024", "date"),
    ]
    assert find_title(head, len(head)) == 3
    assert find_title(head, 0) is None


def test_a_credit_below_the_headline_is_none() -> None:
    head = [Line("Lao coffee finds new buyers", "other"), Line("Somsy P. Keo, The Mekong Courier, Vientiane", "other")]
    assert find_title(head, len(head)) == 0
