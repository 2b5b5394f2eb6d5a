"""The real DAG over the sample pages: one night, the same night again, and a night that must not be published."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.pipeline.home import ROOT, Home

SAMPLE = ROOT / "seeds/pages"
pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True)
class Night:
    """What one run left behind."""

    home: Home
    outcome: subprocess.CompletedProcess[str]
    marts: dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def first(new_home: Callable[[], Home]) -> Night:
    home = new_home()
    outcome = home.run()
    assert outcome.returncode == 0, outcome.stdout
    return Night(home, outcome, home.marts())


@pytest.fixture(scope="module")
def second(first: Night) -> Night:
    outcome = first.home.run()
    assert outcome.returncode == 0, outcome.stdout
    return Night(first.home, outcome, first.home.marts())


def tasks_shown(outcome: subprocess.CompletedProcess[str]) -> list[str]:
    return re.findall(r"^  (\w+) +\d+\.\d s", outcome.stdout, re.MULTILINE)


def test_every_sample_page_is_a_document(first: Night) -> None:
    pages = {path.as_uri() for path in SAMPLE.rglob("*") if path.suffix in {".html", ".htm", ".txt"}}
    assert pages
    assert {uri for (uri,) in first.home.rows("select source_uri from marts.dim_documents")} == pages


def test_the_marts_hold_facts_and_their_quotes(first: Night) -> None:
    assert len(first.marts["fct_trade_figures"]) >= 10
    assert len(first.marts["fct_events"]) >= 1
    unfounded = first.home.rows(
        """
        select figure_id from marts.fct_trade_figures figure join marts.dim_documents page using (document_id)
        where not contains(page.text, figure.quote) and not contains(page.title, figure.quote)
        """
    )
    assert unfounded == []


def test_both_gates_and_the_data_docs_are_there(first: Night) -> None:
    gates = dict(first.home.rows("select gate, count(*) from quality.check_results group by gate"))
    assert set(gates) == {"staging", "marts"}
    assert (first.home.path / "data-docs/index.html").is_file()
    assert (first.home.path / "report/index.html").is_file()


def test_the_screen_shows_steps_and_summary_and_nothing_else(first: Night) -> None:
    assert tasks_shown(first.outcome) == [
        "prepare_run",
        "discover_pages",
        "fetch_pages",
        "clean_pages",
        "extract_facts",
        "load_raw",
        "build_staging",
        "check_staging",
        "build_intermediate",
        "build_marts",
        "check_marts",
        "publish_warehouse",
        "publish_report",
    ]
    assert "INFO" not in first.outcome.stdout
    assert "Traceback" not in first.outcome.stdout
    assert str(first.home.warehouse) in first.outcome.stdout


def test_the_first_query_runs_as_it_is_printed(first: Night) -> None:
    printed = first.outcome.stdout.split("A first query:\n")[1].splitlines()[0]
    answer = subprocess.run(
        printed,
        shell=True,
        cwd=ROOT,
        env={"PATH": os.defpath, "HOME": str(first.home.path), "TRADEPAGES_HOME": str(first.home.path)},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr
    assert "Shandong" in answer.stdout


def test_the_same_night_again_changes_no_mart(first: Night, second: Night) -> None:
    assert second.marts == first.marts
    assert "Nothing was new" in second.outcome.stdout


def test_a_critical_failure_publishes_nothing(second: Night, tmp_path: Path) -> None:
    """A figure in a currency outside ISO 4217 slips in, once all is loaded: the staging gate must stop the run."""
    before = second.home.checksum()
    shutil.copy(Path(__file__).with_name("slip_in_currency.py"), tmp_path)

    outcome = second.home.run(AIRFLOW__CORE__PLUGINS_FOLDER=str(tmp_path))

    assert outcome.returncode != 0
    assert "The staging gate stopped the run" in outcome.stdout
    assert "Traceback" not in outcome.stdout
    assert second.home.checksum() == before
    assert tasks_shown(outcome)[-1] == "check_staging"
    build = max((second.home.path / "build").iterdir(), key=lambda run: run.stat().st_mtime)
    with duckdb.connect(str(build / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.trade_figures where currency = 'XQX'").fetchall() == [(1,)]
        failed = connection.execute(
            "select gate from quality.check_results where run_id = ? and severity = 'critical' and not success",
            [build.name],
        ).fetchall()
    assert set(failed) == {("staging",)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRADEPAGES_TIMEZONE", "Asia/Nowhere"),
        ("TRADEPAGES_BATCH_PAGES", "many"),
        ("TRADEPAGES_PAGES", "/no/such/folder"),
    ],
)
def test_a_mistake_in_the_settings_is_told_in_a_line(second: Night, name: str, value: str) -> None:
    outcome = second.home.run(**{name: value})
    assert outcome.returncode != 0
    told = [line for line in outcome.stdout.splitlines() if value in line]
    assert told, outcome.stdout
    assert name.removeprefix("TRADEPAGES_") in told[0]
    assert "Traceback" not in outcome.stdout


@pytest.mark.slow
def test_a_night_without_pages_is_published_all_the_same(new_home: Callable[[], Home], tmp_path: Path) -> None:
    """Batches' tasks are skipped, and what follows them is not."""
    home = new_home()
    outcome = home.run(TRADEPAGES_PAGES=str(tmp_path))
    assert outcome.returncode == 0, outcome.stdout
    assert "fetch_pages" not in tasks_shown(outcome)
    assert tasks_shown(outcome)[-1] == "publish_report"
    assert home.rows("select count(*) from marts.dim_documents") == [(0,)]
