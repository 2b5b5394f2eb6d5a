"""What is left behind: rows of quality.check_results, data docs, and a file that others can open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import lxml.html
import pytest

from expectations import run_gate

RUN = "nightly_2026-11-20"


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def change(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def test_each_outcome_is_a_row(good_warehouse: Path, tmp_path: Path) -> None:
    change(good_warehouse, "update staging.stg_trade_figures set currency = 'RMB' where figure_id = 'f2'")
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    assert query(good_warehouse, "select count(*), count_if(success) from quality.check_results") == [
        (result.total, result.passed)
    ]
    assert query(
        good_warehouse,
        "select gate, suite, expectation_type, column_name, severity, observed, unexpected_count, samples, error "
        "from quality.check_results where not success",
    ) == [
        (
            "staging",
            "stg_trade_figures",
            "expect_column_values_to_be_in_set",
            "currency",
            "critical",
            "1 of 2 values unexpected",
            1,
            [{"row_id": "f2", "document_id": "d1", "page": "file:///pages/one.html", "found": "currency RMB"}],
            None,
        )
    ]


def test_running_a_gate_again_replaces_its_rows(good_warehouse: Path, tmp_path: Path) -> None:
    for gate in ("staging", "marts", "staging"):
        run_gate(gate, good_warehouse, RUN, tmp_path / "docs")
    run_gate("staging", good_warehouse, "another_run", tmp_path / "docs")
    rows = query(
        good_warehouse, "select run_id, gate, count(*) > 10 from quality.check_results group by all order by all"
    )
    assert rows == [("another_run", "staging", True), (RUN, "marts", True), (RUN, "staging", True)]


def test_every_expectation_has_its_reason(good_warehouse: Path, tmp_path: Path) -> None:
    run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    run_gate("marts", good_warehouse, RUN, tmp_path / "docs")
    assert query(good_warehouse, "select expectation from quality.check_results where length(why) < 10") == []


def test_a_check_that_cannot_run_is_a_failure(good_warehouse: Path, tmp_path: Path) -> None:
    change(good_warehouse, "alter table staging.stg_events drop column confidence")
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    assert {failure.suite for failure in result.critical_failures} == {"stg_events"}
    assert all("could not be checked" in failure.detail for failure in result.critical_failures)
    assert "confidence" in result.critical_failures[0].detail


def test_a_run_id_may_hold_any_character(good_warehouse: Path, tmp_path: Path) -> None:
    run_id = "o'clock {09:30} \\ 100%"
    escaped = run_id.replace("'", "''")
    change(good_warehouse, f"update staging.stg_page_visits set run_id = '{escaped}', document_id = 'd9'")
    result = run_gate("staging", good_warehouse, run_id, tmp_path / "docs")
    assert [failure.suite for failure in result.critical_failures] == ["stg_page_visits"]


def test_another_process_can_write_the_file_afterwards(good_warehouse: Path, tmp_path: Path) -> None:
    run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    script = f"import duckdb; duckdb.connect({str(good_warehouse)!r}).execute('create table t (i int)')"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("folder", ["with space", "100%", "$HOME", "a#b"])
def test_the_file_may_lie_in_an_oddly_named_folder(good_warehouse: Path, tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "warehouse.duckdb"
    path.parent.mkdir()
    good_warehouse.rename(path)
    assert run_gate("staging", path, RUN, tmp_path / "docs").critical_failures == []


@pytest.mark.disable_socket
def test_no_network_is_asked(good_warehouse: Path, tmp_path: Path) -> None:
    assert run_gate("staging", good_warehouse, RUN, tmp_path / "docs").critical_failures == []


def test_the_docs_tell_of_both_gates_and_need_no_network(good_warehouse: Path, tmp_path: Path) -> None:
    change(good_warehouse, "update marts.fct_trade_figures set value_usd = null where figure_id = 'f2'")
    change(good_warehouse, "update staging.stg_trade_figures set rule = null, reporter = '<b>&' where figure_id = 'f2'")
    docs = tmp_path / "docs"
    staging = run_gate("staging", good_warehouse, RUN, docs)
    marts = run_gate("marts", good_warehouse, RUN, docs)
    index = lxml.html.parse(str(docs / "index.html")).getroot()
    text = index.text_content()
    assert "1 critical check failed" in text
    assert "rule is filled always" in text
    assert "nine in ten amounts have a value in dollars" in text
    assert f"{staging.passed + marts.passed} of {staging.total + marts.total} expectations hold" in text
    pages = sorted(docs.glob("*.html"))
    assert len(pages) == 1 + 5 + 6
    for page in pages:
        root = lxml.html.parse(str(page)).getroot()
        for link in root.xpath("//@href | //@src"):
            assert (docs / link).is_file()
        assert "http" not in page.read_text(encoding="utf-8")


def test_row_counts_are_compared_with_the_last_runs(good_warehouse: Path, tmp_path: Path) -> None:
    for night in range(1, 4):
        run_gate("staging", good_warehouse, f"night-{night}", tmp_path / "docs")
    change(good_warehouse, "update quality.check_results set observed = '1000' where suite = 'stg_trade_figures'")
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    assert [(f.suite, f.expectation, f.detail) for f in result.warnings] == [
        ("stg_trade_figures", "has between 500 and 3,000 rows", "found 2")
    ]
    assert result.critical_failures == []


SILENCE = """
insert into staging.stg_page_visits by name
    select * replace ('old' as run_id, 'quiet' as source, timestamptz '2026-11-01' as visited_at)
    from staging.stg_page_visits where document_id = 'd1';
"""
FEW_PAGES = """
insert into staging.stg_page_visits by name
    select good.* replace ('run' || i as run_id, source_uri || j as source_uri)
    from staging.stg_page_visits as good, range(3) as runs(i), range(10) as pages(j) where document_id = 'd1';
"""


@pytest.mark.parametrize(
    ("statement", "expectation"),
    [
        (SILENCE, "every source brought something new within 14 days"),
        (FEW_PAGES, "the run saw a usual number of pages"),
    ],
    ids=["silence", "few pages"],
)
def test_what_is_unusual_of_a_run_is_a_warning(
    good_warehouse: Path, tmp_path: Path, statement: str, expectation: str
) -> None:
    change(good_warehouse, statement)
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    assert [failure.expectation for failure in result.warnings] == [expectation]
    assert result.critical_failures == []


# Of each source: pages a run, those set aside in its earlier runs (the latest first), and those of today.
RATES = {
    "jumps": (30, [0, 0, 0], 3),
    "two-more": (30, [0, 0, 0], 2),
    "always-bad": (30, [12, 12, 12], 14),
    "bad-and-worse": (30, [12, 12, 12], 15),
    "worse-long-ago": (30, [0, 0, 0, 0, 0, 0, 0, 30, 30, 30, 30, 30, 30, 30, 30], 9),
    "one-bad-night": (30, [30, 0, 0, 0], 9),
    "large": (1000, [10, 10, 10], 109),
    "large-and-worse": (1000, [10, 10, 10], 110),
    "small": (4, [0, 0, 0], 4),
    "young": (30, [0, 0], 6),
    "young-and-bad": (30, [0, 0], 7),
}


def test_rejects_are_compared_with_the_last_runs_of_the_source(good_warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(good_warehouse)) as connection:
        for source, (found, earlier, today) in RATES.items():
            told = [(RUN, today), *((f"run{night}", count) for night, count in enumerate(earlier))]
            connection.executemany(
                "insert into ops.source_runs by name select ? as run_id, ? as source, ? as found, "
                "? // 2 as refused, ? - ? // 2 as failed",
                [(run, source, found, count, count, count) for run, count in told],
            )
        connection.execute(
            "insert into staging.stg_page_visits by name select good.* replace ('run' || i as run_id, "
            "good.visited_at - to_days(1 + i::integer) as visited_at) "
            "from staging.stg_page_visits as good, range(20) as nights(i) where document_id = 'd1'"
        )
    result = run_gate("staging", good_warehouse, RUN, tmp_path / "docs")
    found = {failure.expectation: set(failure.detail.split("; ")) for failure in result.warnings}
    assert found == {
        "of no source 10% more of the pages are rejects than usual": {
            "row jumps: 3 of 30 pages rejected, usual are 0.0",
            "row bad-and-worse: 15 of 30 pages rejected, usual are 12.0",
            "row worse-long-ago: 9 of 30 pages rejected, usual are 0.0",
            "row one-bad-night: 9 of 30 pages rejected, usual are 0.0",
            "row large-and-worse: 110 of 1000 pages rejected, usual are 10.0",
        },
        "at most 20% of the pages of a source without a history are rejects": {
            "row young-and-bad: 7 of 30 pages rejected"
        },
    }
    assert result.critical_failures == []
