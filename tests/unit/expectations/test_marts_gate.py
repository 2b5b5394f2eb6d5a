"""The gate on the marts: each expectation that can fail is made to fail, once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations import marts, run_gate

RUN = "nightly_2026-11-20"
COPIES = """
insert into staging.stg_documents by name
    select pages.* replace ('v' || i as document_version_id, 'd' || i as document_id)
    from staging.stg_documents as pages, range(2, 30) as copies(i);
create or replace view marts.dim_documents as
    select *, if(document_id <> 'd1', 'd1', null) as duplicate_of from staging.stg_documents;
"""
DISPUTES = """
insert into marts.fct_events by name
    select events.* replace ('v' || i as event_id) from marts.fct_events as events, range(10) as more(i);
insert into marts.fct_event_mentions by name
    select mentions.* replace (
        'v' || i as event_id, 'd' || j as document_id, start_date + 40 * cast(j as integer) as start_date)
    from marts.fct_event_mentions as mentions, range(10) as more(i), range(2) as pages(j);
"""
# Severity, table, expectation, the statement that breaks it, and a row id or words that its message must hold.
BROKEN = [
    ("critical", "dim_documents", "every page of staging has its row",
     "insert into staging.stg_documents by name select stg_documents.* replace ('v2' as document_version_id) from "
     "staging.stg_documents; create or replace view marts.dim_documents as select *, null::varchar as duplicate_of "
     "from staging.stg_documents where false", "v2"),
    ("warning", "dim_documents", "at most 50% of the pages are copies of others",
     COPIES, "28 of 29 pages"),
    ("critical", "fct_trade_figures", "no figure of a newest page version is lost",
     "delete from marts.fct_trade_figures where figure_id = 'f2'", "f2"),
    ("critical", "fct_trade_figures", "no figure of an older page version is left",
     "update marts.fct_trade_figures set document_version_id = 'v0' where figure_id = 'f2'", "f2"),
    ("critical", "fct_trade_figures", "value_usd stands where the page gives dollars",
     "update marts.fct_trade_figures set currency = 'USD', value_usd = null where figure_id = 'f1'", "f1"),
    ("warning", "fct_trade_figures", "value_usd has the sign of value",
     "update marts.fct_trade_figures set value_usd = -value_usd where figure_id = 'f1'", "f1"),
    ("warning", "fct_trade_figures", "yuan and dollars of one amount are in a band",
     "update marts.fct_trade_figures set value_usd = value_usd / 1000 where figure_id = 'f2'", "f2"),
    ("warning", "fct_trade_figures", "nine in ten amounts have a value in dollars",
     "update marts.fct_trade_figures set value_usd = null where figure_id = 'f2'", "1 of 2"),
    ("warning", "fct_trade_figures", "value is filled in at least 40% of rows",
     "update marts.fct_trade_figures set value = null, value_usd = null", "f1"),
    ("warning", "fct_trade_figures", "reporter_code is filled in at least 70% of rows",
     "update marts.fct_trade_figures set reporter_code = null where figure_id = 'f2'", "f2"),
    ("warning", "fct_trade_figures", "partner_code is filled in at least 70% of rows",
     "update marts.fct_trade_figures set partner_code = null where figure_id = 'f2'", "f2"),
    ("warning", "fct_trade_figures", "period_end is filled in at least 70% of rows",
     "update marts.fct_trade_figures set period_end = null where figure_id = 'f2'", "f2"),
    ("critical", "fct_event_mentions", "no mention of a newest page version is lost",
     "delete from marts.fct_event_mentions", "e1"),
    ("critical", "fct_event_mentions", "no mention of an older page version is left",
     "update marts.fct_event_mentions set document_version_id = 'v0'", "e1"),
    ("critical", "fct_event_mentions", "every mention is of an event",
     "update marts.fct_event_mentions set event_id = 'gone'", "e1"),
    ("warning", "fct_event_mentions", "start_date is filled in at least 50% of rows",
     "update marts.fct_event_mentions set start_date = null", "e1"),
    ("warning", "fct_event_mentions", "country is filled in at least 40% of rows",
     "update marts.fct_event_mentions set country = null", "e1"),
    ("critical", "fct_events", "counts as many mentions as there are",
     "update marts.fct_events set mentions = 2", "2 counted, 1 there"),
    ("critical", "fct_events", "start_date is not after end_date",
     "update marts.fct_events set end_date = start_date - 1", "ve1"),
    ("warning", "fct_events", "lasts at most 200 days",
     "update marts.fct_events set end_date = start_date + 201", "ve1"),
    ("warning", "fct_events", "of events told by several pages at most 10% have dates far apart",
     DISPUTES, "10 of 10 events"),
    ("warning", "fct_events", "place_code is filled in at least 40% of rows",
     "update marts.fct_events set place_code = null", "ve1"),
]  # fmt: skip


@pytest.mark.parametrize(("severity", "table", "expectation", "statement", "named"), BROKEN, ids=lambda v: str(v)[:50])
def test_what_is_broken_is_found(
    good_warehouse: Path, tmp_path: Path, severity: str, table: str, expectation: str, statement: str, named: str
) -> None:
    with duckdb.connect(str(good_warehouse)) as connection:
        connection.execute(statement)
    result = run_gate("marts", good_warehouse, RUN, tmp_path / "docs")
    failures = result.critical_failures if severity == "critical" else result.warnings
    details = [f.detail for f in failures if (f.suite, f.expectation) == (table, expectation)]
    assert len(details) == 1
    assert named in details[0]


def test_every_expectation_is_broken_once() -> None:
    all_but_counts = {
        (check.severity.value, table, check.description)
        for table, checks in marts.suites(RUN, {}).items()
        for check in checks
        if "number of rows" not in str(check.description)
    }
    assert all_but_counts == {case[:3] for case in BROKEN}


def test_good_rows_pass(good_warehouse: Path, tmp_path: Path) -> None:
    result = run_gate("marts", good_warehouse, RUN, tmp_path / "docs")
    assert (result.critical_failures, result.warnings) == ([], [])
    assert result.passed == result.total


def test_a_night_without_facts_passes(empty_warehouse: Path, tmp_path: Path) -> None:
    result = run_gate("marts", empty_warehouse, RUN, tmp_path / "docs")
    assert (result.critical_failures, result.warnings) == ([], [])
