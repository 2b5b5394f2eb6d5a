"""The gate on the marts: each expectation is made to fail, by statements that spoil good marts."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations import GateResult, marts, run_gate

RUN = "nightly_2026-11-20"

LOST = """
insert into staging.stg_documents by name
    select pages.* replace ('v2' as document_version_id, 'd2' as document_id) from staging.stg_documents as pages;
create or replace view marts.dim_documents as
    select *, null::varchar as duplicate_of from staging.stg_documents where document_id = 'd1';
delete from marts.fct_trade_figures where figure_id = 'f2';
update marts.fct_trade_observations set figure_ids = ['f1', 'f1'] where observation_id = 'of1';
update marts.fct_event_mentions set event_id = 'gone';
insert into marts.fct_contradictions values ('c1', 'share', ['f8', 'f9'], ['f8'], 'CNY', 100, 1001, 9.01);
"""
LEFT_OVER = """
update marts.fct_trade_figures set document_version_id = 'v0' where figure_id = 'f2';
update marts.fct_trade_figures set currency = 'USD', value_usd = null where figure_id = 'f1';
update marts.fct_trade_figures set partner_code = null, reporter_code = null, period_start = null, period_end = null
    where figure_id = 'f2';
update marts.fct_event_mentions set document_version_id = 'v0', start_date = null, country = null;
update marts.fct_events set end_date = start_date - 1, place_code = null;
"""
ODD = """
update marts.fct_trade_figures set value_usd = value_usd / -1000 where figure_id = 'f2';
update marts.fct_trade_observations set value_max = value_min * 11 where observation_id = 'of2';
delete from marts.fct_event_mentions;
update marts.fct_events set end_date = start_date + 201;
"""
MANY = """
insert into staging.stg_documents by name
    select pages.* replace ('v' || i as document_version_id, 'd' || i as document_id)
    from staging.stg_documents as pages, range(2, 30) as copies(i);
create or replace view marts.dim_documents as
    select *, if(document_id <> 'd1', 'd1', null) as duplicate_of from staging.stg_documents;
insert into marts.fct_trade_figures by name
    select figures.* replace ('g' || i as figure_id, null as value, null as value_usd, i < 10 as is_contradicted)
    from marts.fct_trade_figures as figures, range(20) as more(i) where figure_id = 'f1';
insert into marts.fct_trade_observations by name
    select o.* replace ('o' || i as observation_id, 2 as independent_reports, i < 3 as is_disputed)
    from marts.fct_trade_observations as o, range(10) as more(i) where observation_id = 'of1';
insert into marts.fct_events by name
    select events.* replace ('v' || i as event_id) from marts.fct_events as events, range(10) as more(i);
insert into marts.fct_event_mentions by name
    select mentions.* replace (
        'v' || i as event_id, 'd' || j as document_id, start_date + 40 * cast(j as integer) as start_date)
    from marts.fct_event_mentions as mentions, range(10) as more(i), range(2) as pages(j);
"""
# The statements, and what each of them breaks: severity, table, expectation, and what its message must name.
BROKEN = {
    LOST: [
        ("critical", "dim_documents", "every page of staging has its row", "v2"),
        ("critical", "fct_trade_figures", "no figure of a newest page version is lost", "f2"),
        (
            "critical",
            "fct_trade_observations",
            "every figure with a date is in exactly one observation",
            "2 observations",
        ),
        ("critical", "fct_contradictions", "names figures that are there", "f9"),
        (
            "warning",
            "fct_contradictions",
            "what is found is within a tenth and ten times of what is expected",
            "found 1001.0",
        ),
        ("critical", "fct_event_mentions", "every mention is of an event", "e1"),
        ("critical", "fct_events", "counts as many mentions as there are", "1 counted, 0 there"),
    ],
    LEFT_OVER: [
        ("critical", "fct_trade_figures", "no figure of an older page version is left", "f2"),
        ("critical", "fct_trade_figures", "value_usd stands where the page gives dollars", "f1"),
        ("warning", "fct_trade_figures", "nine in ten amounts have a value in dollars", "1 of 2"),
        ("warning", "fct_trade_figures", "reporter_code is filled in at least 70% of rows", "f2"),
        ("warning", "fct_trade_figures", "partner_code is filled in at least 70% of rows", "f2"),
        ("warning", "fct_trade_figures", "period_end is filled in at least 70% of rows", "f2"),
        ("critical", "fct_event_mentions", "no mention of an older page version is left", "e1"),
        ("warning", "fct_event_mentions", "start_date is filled in at least 50% of rows", "e1"),
        ("warning", "fct_event_mentions", "country is filled in at least 40% of rows", "e1"),
        ("critical", "fct_events", "start_date is not after end_date", "ve1"),
        ("warning", "fct_events", "place_code is filled in at least 40% of rows", "ve1"),
    ],
    ODD: [
        ("warning", "fct_trade_figures", "value_usd has the sign of value", "f2"),
        ("warning", "fct_trade_figures", "yuan and dollars of one amount are in a band", "f2"),
        ("warning", "fct_trade_observations", "the amounts of one observation differ less than tenfold", "of2"),
        ("critical", "fct_event_mentions", "no mention of a newest page version is lost", "e1"),
        ("critical", "fct_events", "counts as many mentions as there are", "1 counted, 0 there"),
        ("warning", "fct_events", "lasts at most 200 days", "ve1"),
    ],
    MANY: [
        ("warning", "dim_documents", "at most 50% of the pages are copies of others", "28 of 29 pages"),
        ("warning", "fct_trade_figures", "value is filled in at least 40% of rows", "row g"),
        ("warning", "fct_trade_figures", "at most 10% of the figures are contradicted by others", "10 of 22 figures"),
        (
            "critical",
            "fct_trade_observations",
            "every figure with a date is in exactly one observation",
            "0 observations",
        ),
        (
            "warning",
            "fct_trade_observations",
            "of observations that several pages report at most 20% are disputed",
            "3 of 10 observations",
        ),
        ("critical", "fct_events", "counts as many mentions as there are", "1 counted, 2 there"),
        (
            "warning",
            "fct_events",
            "of events told by several pages at most 20% have dates far apart",
            "10 of 10 events",
        ),
    ],
}


@pytest.mark.parametrize("statements", BROKEN, ids=["lost", "left over", "odd", "many"])
def test_what_is_broken_is_found_and_nothing_else(good_warehouse: Path, tmp_path: Path, statements: str) -> None:
    with duckdb.connect(str(good_warehouse)) as connection:
        connection.execute(statements)
    found = details_of(run_gate("marts", good_warehouse, RUN, tmp_path / "docs"))
    assert set(found) == {expected[:3] for expected in BROKEN[statements]}
    for severity, table, expectation, named in BROKEN[statements]:
        assert named in found[severity, table, expectation]


def details_of(result: GateResult) -> dict[tuple[str, str, str], str]:
    return {("critical", f.suite, f.expectation): f.detail for f in result.critical_failures} | {
        ("warning", f.suite, f.expectation): f.detail for f in result.warnings
    }


def test_every_expectation_is_broken_once() -> None:
    all_but_counts = {
        (check.severity.value, table, check.description)
        for table, checks in marts.suites(RUN, {}).items()
        for check in checks
        if "number of rows" not in str(check.description)
    }
    assert all_but_counts == {case[:3] for cases in BROKEN.values() for case in cases}


def test_good_rows_pass(good_warehouse: Path, tmp_path: Path) -> None:
    result = run_gate("marts", good_warehouse, RUN, tmp_path / "docs")
    assert (result.critical_failures, result.warnings) == ([], [])
    assert result.passed == result.total


def test_a_night_without_facts_passes(empty_warehouse: Path, tmp_path: Path) -> None:
    result = run_gate("marts", empty_warehouse, RUN, tmp_path / "docs")
    assert (result.critical_failures, result.warnings) == ([], [])
