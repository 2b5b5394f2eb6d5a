"""Each critical expectation finds its made-up bad rows, and no good one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations import run_gate, staging
from ingest.errors import TradepagesError

RUN = "nightly_2026-11-20"
KEYS = {
    "stg_documents": "document_version_id",
    "stg_trade_figures": "figure_id",
    "stg_events": "event_mention_id",
    "stg_rejects": "reject_id",
    "stg_page_visits": "source_uri",
}
FIRST = {
    "stg_documents": "v1",
    "stg_trade_figures": "f1",
    "stg_events": "e1",
    "stg_rejects": "r1",
    "stg_page_visits": "file:///pages/one.html",
}
# Of each table: the expectation, and what to change of the good row to break it.
BAD_ROWS = {
    "stg_documents": [("text is filled always", "text = null")],
    "stg_trade_figures": [
        ("reporter is filled always", "reporter = null"),
        ("partner is filled always", "partner = null"),
        ("indicator is filled always", "indicator = null"),
        ("indicator is one of trade, exports, imports, balance, investment, contracts, deals", "indicator = 'gdp'"),
        ("status is filled always", "status = null"),
        ("status is one of actual, forecast", "status = 'rumour'"),
        ("qualifier is one of exact, about, over, under", "qualifier = 'roughly'"),
        ("change_basis is one of yoy, mom, other", "change_basis = 'qoq'"),
        ("direction is one of two-way", "direction = 'inward'"),
        ("currency is one of 156 known codes", "currency = 'RMB'"),
        ("alt_currency is one of 156 known codes", "alt_currency = 'US$', alt_value = 1"),
        ("quote is filled always", "quote = null"),
        ("quote stands in the document's text at its span", "span_start = 41"),
        ("quote stands in the document's text at its span", "span_end = 88"),
        ("quote stands in the document's text at its span", "quote = 'Exports to Laos fell'"),
        ("quote stands in the document's text at its span", "document_version_id = 'v9'"),
        ("rule is filled always", "rule = null"),
        ("confidence lies between 0 and 1", "confidence = 1.5"),
        ("confidence is filled always", "confidence = null"),
        ("value, currency and qualifier are filled together", "currency = null"),
        ("value, currency and qualifier are filled together", "qualifier = null"),
        ("value, currency and qualifier are filled together", "value = null"),
        ("alt_value and alt_currency are filled together and differ from the first currency", "alt_value = 1"),
        ("alt_value and alt_currency are filled together and differ from the first currency", "alt_currency = 'USD'"),
        (
            "alt_value and alt_currency are filled together and differ from the first currency",
            "alt_value = 1, alt_currency = 'CNY'",
        ),
        ("change_pct and change_basis are filled together", "change_basis = null"),
        ("change_pct and change_basis are filled together", "change_pct = null"),
        ("states a value, a change or a share", "value = null, change_pct = null"),
        ("numbers are finite", "value = 'inf'"),
        ("numbers are finite", "change_pct = 'nan'"),
        ("period_start is not after period_end", "period_start = '2027-01-01'"),
    ],
    "stg_events": [
        ("name is filled always", "name = null"),
        ("event_type is filled always", "event_type = null"),
        (
            "event_type is one of conference, expo, forum, summit, meeting, press_conference, signing, launch, visit, "
            "other",
            "event_type = 'festival'",
        ),
        ("status is filled always", "status = null"),
        ("status is one of held, planned", "status = 'cancelled'"),
        ("date_precision is one of day, month, year", "date_precision = 'week'"),
        ("attendance_mode is one of online, offline, mixed", "attendance_mode = 'hybrid'"),
        ("quote is filled always", "quote = null"),
        ("quote stands in the document's text at its span", "span_start = 98"),
        ("rule is filled always", "rule = null"),
        ("confidence lies between 0 and 1", "confidence = -0.1"),
        ("confidence is filled always", "confidence = null"),
        ("has a date or a place", "city = null, country = null, start_date = null, date_precision = null"),
        ("start_date is not after end_date", "end_date = '2026-11-01'"),
        ("date_precision is filled when a date is", "date_precision = null"),
        ("participants are counted in known words", "participants = [{'count': -3, 'qualifier': 'exact', 'what': ''}]"),
        ("participants are counted in known words", "participants = [{'count': 3, 'qualifier': 'some', 'what': ''}]"),
    ],
    "stg_rejects": [
        ("source_uri is filled always", "source_uri = null"),
        ("reason_code is filled always", "reason_code = null"),
    ],
    "stg_page_visits": [
        ("outcome is one of new, changed, unchanged, duplicate, rejected", "outcome = 'skipped'"),
        ("every page of the run is a document, known unchanged, a duplicate or a reject", "document_id = 'd9'"),
        ("every page of the run is a document, known unchanged, a duplicate or a reject", "content_hash = 'h9'"),
        ("every page of the run is a document, known unchanged, a duplicate or a reject", "outcome = 'rejected'"),
        (
            "every page of the run is a document, known unchanged, a duplicate or a reject",
            "outcome = 'unchanged', document_id = 'd9'",
        ),
        (
            "every page of the run is a document, known unchanged, a duplicate or a reject",
            "outcome = 'duplicate', document_id = 'd9', content_hash = 'h9'",
        ),
    ],
}  # fmt: skip
CASES = [(table, *case, f"bad-{number}") for table, cases in BAD_ROWS.items() for number, case in enumerate(cases)]


def spoil(table: str, change: str, name: str) -> str:
    """Give statements that add a copy of the table's good row, changed, under a key of its own."""
    key, first = KEYS[table], FIRST[table]
    return f"""
        create or replace temp table spoilt as select * from staging.{table} where {key} = '{first}';
        update spoilt set {key} = '{name}';
        update spoilt set {change};
        insert into staging.{table} from spoilt;
    """


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, good_rows: str) -> dict[tuple[str, str], set[str]]:
    """Run the gate once over all bad rows; give the row ids that each failed critical expectation names."""
    folder = tmp_path_factory.mktemp("gate")
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(good_rows)
        for table, _, change, name in CASES:
            connection.execute(spoil(table, change, name))
    run_gate("staging", path, RUN, folder / "docs")
    with duckdb.connect(str(path)) as connection:
        rows = connection.execute(
            "select suite, expectation, list_transform(samples, lambda s: s.row_id) from quality.check_results "
            "where not success and severity = 'critical'"
        ).fetchall()
    return {(suite, expectation): set(ids) for suite, expectation, ids in rows}


@pytest.mark.parametrize(("table", "expectation", "change", "name"), CASES, ids=lambda value: str(value)[:60])
def test_a_bad_row_is_named(
    found: dict[tuple[str, str], set[str]], table: str, expectation: str, change: str, name: str
) -> None:
    assert name in found[table, expectation]


def test_good_rows_are_not_named(found: dict[tuple[str, str], set[str]]) -> None:
    named = set().union(*found.values())
    assert named == {name for _, _, _, name in CASES}


def test_every_critical_expectation_has_its_bad_row() -> None:
    critical = {
        (table, check.description)
        for table, checks in staging.suites(RUN, {}).items()
        for check in checks
        if check.severity.value == "critical"
    }
    assert critical == {(table, expectation) for table, expectation, _, _ in CASES}


def test_good_rows_pass(good_warehouse: Path, tmp_path: Path) -> None:
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    assert (result.critical_failures, result.warnings) == ([], [])
    assert result.passed == result.total > 60
    result.raise_if_critical()


def test_a_night_without_facts_passes(empty_warehouse: Path, tmp_path: Path) -> None:
    result = run_gate("staging", empty_warehouse, RUN, tmp_path / "docs")
    assert (result.critical_failures, result.warnings) == ([], [])


def test_a_critical_failure_says_what_and_where(good_warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(good_warehouse)) as connection:
        connection.execute(spoil("stg_trade_figures", "currency = 'RMB'", "f9"))
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    with pytest.raises(
        TradepagesError, match=r"stg_trade_figures: currency is one of .* row f9 of file:///pages/one.html: .*RMB"
    ):
        result.raise_if_critical()


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(TradepagesError, match=r"warehouse\.duckdb: .*staging\.stg_documents.*dbt"):
        run_gate("staging", path, RUN, tmp_path / "docs")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TradepagesError, match=r"none\.duckdb: no such warehouse"):
        run_gate("staging", tmp_path / "none.duckdb", RUN, tmp_path / "docs")
