from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.errors import TradepagesError
from ingest.evaluation import score_warehouse
from ingest.evaluation.likeness import any_right, name_likeness, same_date, same_hosts, same_number, same_words
from ingest.evaluation.slots import EVENTS, FIGURES
from ingest.evaluation.tally import Tally

Fields = dict[str, Any]


def figure(**changes: object) -> Fields:
    record: Fields = {
        "indicator": "trade",
        "reporter": "China",
        "partner": "ASEAN",
        "direction": None,
        "scope": None,
        "value": 597e9,
        "currency": "USD",
        "qualifier": "exact",
        "alt_value": None,
        "alt_currency": None,
        "change_pct": 8.2,
        "change_basis": "yoy",
        "share_pct": 16.7,
        "share_of": "China's foreign trade",
        "period_start": "2025-01-01",
        "period_end": "2025-07-31",
        "status": "actual",
        "confidence": 0.95,
    }
    return record | changes


def event(**changes: object) -> Fields:
    record: Fields = {
        "name": "China-ASEAN Expo",
        "event_type": "expo",
        "edition": 22,
        "start_date": "2025-09-17",
        "end_date": "2025-09-21",
        "city": "Nanning",
        "region": "Guangxi",
        "country": "China",
        "hosts": [],
        "attendance_mode": None,
        "participants": [],
        "status": "held",
        "confidence": 0.95,
    }
    return record | changes


# What is found against the usual gold record: changed fields of the row, and the slots that are then wrong.
FIGURE_CASES: dict[str, tuple[Fields, Fields, set[str]]] = {
    "the same": ({}, {}, set()),
    "dates as dates": ({}, {"period_start": date(2025, 1, 1), "period_end": date(2025, 7, 31)}, set()),
    "rounded": ({}, {"value": 597.4e9}, set()),
    "another value": ({}, {"value": 600.1e9}, {"value"}),
    "another currency": ({}, {"currency": "CNY"}, {"value"}),
    "trade told from the other side": ({}, {"reporter": "ASEAN", "partner": "China"}, set()),
    "exports told from the other side": (
        {"indicator": "exports"},
        {"indicator": "exports", "reporter": "ASEAN", "partner": "China"},
        {"economies"},
    ),
    "two-way investment from the other side": (
        {"indicator": "investment", "direction": "two-way"},
        {"indicator": "investment", "direction": "two-way", "reporter": "ASEAN", "partner": "China"},
        set(),
    ),
    "the host of deals as its city": (
        {"indicator": "deals", "reporter": "Guangxi", "partner": "World"},
        {"indicator": "deals", "reporter": "Guangxi", "partner": "ASEAN"},
        set(),
    ),
    "the world is no host": (
        {"indicator": "deals", "reporter": "Guangxi", "partner": "World"},
        {"indicator": "deals", "reporter": "China", "partner": "World"},
        {"economies"},
    ),
    "another name of a country": ({"reporter": "Vietnam"}, {"reporter": "Viet Nam"}, set()),
    "one of two right values": ({"value": {"any": [597e9, None]}}, {"value": None, "currency": None}, set()),
    "either currency first": (
        {"alt_value": 4.2e12, "alt_currency": "CNY"},
        {"value": 4.2e12, "currency": "CNY", "alt_value": 597e9, "alt_currency": "USD"},
        set(),
    ),
    "a null that should not be": ({}, {"share_pct": None}, {"share_pct"}),
    "a value that should be null": ({"change_pct": None}, {}, {"change_pct"}),
    "scope in other words": ({"scope": "private enterprises"}, {"scope": "the private enterprises"}, set()),
    "half a period": ({}, {"period_end": "2025-12-31"}, {"period"}),
}
EVENT_CASES: dict[str, tuple[Fields, Fields, set[str]]] = {
    "the same": ({}, {}, set()),
    "a dash and an article": ({}, {"name": "the China–ASEAN Expo"}, set()),
    "an alias": ({"aliases": ["CAEXPO"]}, {"name": "CAEXPO"}, set()),
    "another event": ({}, {"name": "Canton Fair"}, {"name"}),
    "another edition": ({}, {"edition": 21}, {"edition"}),
    "another end": ({}, {"end_date": None}, {"dates"}),
    "hosts in another order": ({"hosts": ["CCPIT", "MOFCOM"]}, {"hosts": ["MOFCOM", "CCPIT"]}, set()),
    "a host too many": ({"hosts": ["CCPIT"]}, {"hosts": ["CCPIT", "Ministry of Trade"]}, {"hosts"}),
    "participants by number": (
        {"participants": [{"count": 3200, "qualifier": "about", "what": "firms"}]},
        {"participants": [{"count": 3200.0, "qualifier": "exact", "what": "enterprises"}]},
        set(),
    ),
}


@pytest.mark.parametrize(("gold", "row", "wrong"), FIGURE_CASES.values(), ids=FIGURE_CASES)
def test_slots_of_a_figure(gold: Fields, row: Fields, wrong: set[str]) -> None:
    right = FIGURES.right_slots(figure(**gold), figure(**row))
    assert {slot for slot, is_right in right.items() if not is_right} == wrong
    assert set(right) == set(FIGURES.slots)


@pytest.mark.parametrize(("gold", "row", "wrong"), EVENT_CASES.values(), ids=EVENT_CASES)
def test_slots_of_an_event(gold: Fields, row: Fields, wrong: set[str]) -> None:
    right = EVENTS.right_slots(event(**gold), event(**row))
    assert {slot for slot, is_right in right.items() if not is_right} == wrong
    assert set(right) == set(EVENTS.slots)


def test_likeness() -> None:
    assert same_number(100, 100.4)
    assert not same_number(100, 101)
    assert not same_number(0, None)
    assert same_date(None, None)
    assert not same_date("2025-01-01", None)
    assert same_words("fruit and nuts", "nuts")
    assert not same_words(None, "fruit")
    assert name_likeness("China-ASEAN Expo", "Expo of China and ASEAN") == 1.0
    assert name_likeness("", "Expo") == 0.0
    assert not same_hosts(["A Council"], [])
    assert any_right({"any": [None, "x"]}, None, lambda a, b: a == b)


def test_counts_of_a_page() -> None:
    tally = Tally(FIGURES)
    golds = [
        figure(),
        figure(value=10e9),
        figure(value=20e9, optional=True),
        figure(value=30e9, optional=True),
    ]
    rows = [
        figure(),  # right
        figure(value=10e9, status="forecast", confidence=0.85),  # found, not right
        figure(value=20e9),  # optional: neither for nor against
        figure(value=40e9, confidence=0.2),  # not in the gold file
    ]
    tally.add_page("page", golds, rows)
    assert (tally.gold, tally.predicted, tally.n_found, tally.n_right) == (2, 3, 2, 1)
    assert tally.found.as_dict() == {"P": 0.6667, "R": 1.0, "F": 0.8}
    assert tally.strict.as_dict() == {"P": 0.3333, "R": 0.5, "F": 0.4}
    assert {band: (count.right, count.of) for band, count in tally.bands.items() if count.of} == {
        0.9: (1, 1),
        0.8: (0, 1),
        0.0: (0, 1),
    }
    assert [error.split()[1] for error in tally.errors] == ["WRONG", "EXTRA"]


def test_the_closest_records_are_paired() -> None:
    tally = Tally(FIGURES)
    golds = [figure(scope="fruit"), figure(scope="cars")]
    tally.add_page("page", golds, [figure(scope="cars"), figure(scope="fruit")])
    assert tally.n_right == 2


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    tally = Tally(EVENTS)
    tally.add_page("page", [], [])
    assert tally.strict.as_dict() == {"P": 1.0, "R": 1.0, "F": 1.0}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    page = {
        "published_on": "2025-09-08",
        "noise": ["Print Print", "Share this"],
        "keep": ["Trade grew fast."],
        "figures": [figure()],
        "events": [event()],
    }
    (folder / "page 1.json").write_text(json.dumps(page))
    (folder / "page2.json").write_text(json.dumps(page))
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(path) as con:
        con.execute("create schema marts")
        con.execute(
            """
            create table marts.dim_documents as
            select 'd1' as document_id, 'file:///x/page%201.html' as source_uri, date '2025-09-08' as published_on,
                'T' as title, 'Trade grew' || chr(10) || 'fast. Share this' as text
            """
        )
        for name, row in (("fct_trade_figures", figure()), ("fct_event_mentions", event(city="Beijing"))):
            (path.parent / "row.json").write_text(json.dumps({"document_id": "d1"} | row))
            con.execute(f"create table marts.{name} as from read_json('{path.parent / 'row.json'}')")
    return path


def test_a_warehouse_is_scored(gold: Path, warehouse: Path) -> None:
    score = score_warehouse(warehouse, [gold]).as_dict()
    assert (score["pages"], score["pages_missing"], score["published_on_right"]) == (2, 1, 0.5)
    assert (score["noise_removed"], score["body_kept"]) == (0.5, 1.0)
    assert score["figures"]["strict"] == {"P": 1.0, "R": 0.5, "F": 0.6667}
    assert score["events"]["found"] == {"P": 1.0, "R": 0.5, "F": 0.6667}
    assert score["events"]["strict"] == {"P": 0.0, "R": 0.0, "F": 0.0}
    assert score["events"]["slots"]["city"] == 0.0


def test_a_mistake_in_the_folder_is_told(tmp_path: Path, gold: Path, warehouse: Path) -> None:
    with pytest.raises(TradepagesError, match="no gold file"):
        score_warehouse(warehouse, [tmp_path / "none"])
    (gold / "other.json").write_text('{"events": []}')
    with pytest.raises(TradepagesError, match=r"other.json: .*'published_on'"):
        score_warehouse(warehouse, [gold])
    with pytest.raises(TradepagesError, match="is not there"):
        score_warehouse(tmp_path / "none.duckdb", [gold])
