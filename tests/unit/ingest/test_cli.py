from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from ingest.cli import app

from .conftest import Night, article

runner = CliRunner()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(article())
    return path


def test_every_command_has_a_line_of_help() -> None:
    def commands(command: object, name: str) -> list[tuple[str, str]]:
        inner = getattr(command, "commands", {})
        own = [(name, getattr(command, "help", "") or "")]
        return own + [found for key, sub in inner.items() for found in commands(sub, f"{name} {key}")]

    without = [name for name, text in commands(get_command(app), "tradepages") if not text.strip()]
    assert without == []


def test_clean_shows_title_date_and_text(page: Path) -> None:
    result = runner.invoke(app, ["clean", str(page)])
    assert result.exit_code == 0
    assert "Guangxi trade grows" in result.output
    assert "2024-01-15" in result.output
    assert "cold stores" in result.output


def test_extract_shows_a_fact_with_its_words(page: Path) -> None:
    result = runner.invoke(app, ["extract", str(page)])
    assert result.exit_code == 0
    assert "322,600,000,000" in result.output
    assert "confidence" in result.output


def test_extract_speaks_json(page: Path) -> None:
    result = runner.invoke(app, ["extract", "--json", str(page)])
    reading = json.loads(result.stdout)
    [figure] = reading["figures"]
    assert (figure["reporter"], figure["value"], figure["change_pct"]) == ("Guangxi", 322.6e9, 13.9)
    assert reading["document"]["text"][figure["span_start"] : figure["span_end"]] == figure["quote"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["clean", "none.html"], "none.html: unreadable"),
        (["clean", "empty.html"], "empty.html: empty"),
        (["summary"], "`make run` makes it"),
        (["sql", "select 1"], "`make run` makes it"),
        (["evaluate", "none"], "none is not a folder"),
        (["sources", "check"], "sources.yml: cannot be read"),
        (["step", "check-layer", "run", "intermediate"], "the gates are staging and marts"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_told_without_a_traceback(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRADEPAGES_SOURCES", str(tmp_path / "sources.yml"))
    (tmp_path / "empty.html").touch()
    done = subprocess.run([sys.executable, "-m", "ingest", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_steps_pass_on_what_they_print(pages: Path, home: Path) -> None:
    (pages / "a.html").write_text(article())

    def step(name: str, argument: str) -> str:
        result = runner.invoke(app, ["step", name, argument], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout.strip()

    run_dir = step("prepare-run", "monday")
    step("extract-facts", step("clean-pages", step("land-pages", step("discover-pages", run_dir))))
    assert json.loads(step("load-raw", run_dir))["documents"] == 1
    assert json.loads(step("publish-warehouse", run_dir))["warehouse"] == str(home / "warehouse.duckdb")


def test_summary_tells_what_came_and_when_nothing_was_new(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    (pages / "bad.html").touch()
    night("monday")
    monday = runner.invoke(app, ["summary"]).output
    assert "1 new, 1 rejected" in monday
    assert "1 figures and 0 events" in monday
    assert "1 empty" in monday
    assert "Nothing was new" not in monday
    night("tuesday")
    tuesday = runner.invoke(app, ["summary"]).output
    assert "1 rejected, 1 unchanged" in tuesday
    assert "Nothing was new" in tuesday
    assert runner.invoke(app, ["summary", "monday"]).output == monday


def test_sql_reads_the_warehouse_and_nothing_else(pages: Path, night: Night, tmp_path: Path) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    assert "322600000000" in runner.invoke(app, ["sql", "select value from raw.trade_figures"]).output
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for query in (
        f"select * from read_text('{secret}')",
        f"copy (select 1) to '{tmp_path / 'out.csv'}'",
        f"attach '{tmp_path / 'other.duckdb'}'",
        "install httpfs",
        "set enable_external_access = true",
        "create table raw.more (x int)",
    ):
        result = runner.invoke(app, ["sql", query])
        assert result.exit_code == 2, query
        assert "secret" not in result.stdout
    assert not (tmp_path / "out.csv").exists()


def test_the_prompt_takes_statements_of_many_lines(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    asked = "select count(*) as n\nfrom raw.documents;\nselect wrong;\nselect 41 + 1;\n"
    done = subprocess.run(
        [sys.executable, "-m", "ingest", "sql"], input=asked, capture_output=True, text=True, check=True
    )
    assert "│ 1 │" in done.stdout
    assert "wrong" in done.stdout
    assert "│ 42" in done.stdout


def test_sources_are_listed() -> None:
    result = runner.invoke(app, ["sources", "list"])
    assert "samples" in result.output
    assert runner.invoke(app, ["sources", "check"]).exit_code == 0


def test_summary_tells_of_a_run_without_pages(pages: Path, night: Night, home: Path) -> None:
    night("monday")
    result = runner.invoke(app, ["summary"])
    assert result.exit_code == 2
    with duckdb.connect(home / "warehouse.duckdb") as con:  # what a gate leaves behind
        con.execute("create schema quality")
        con.execute(
            """
            create table quality.check_results as
            select 'monday' as run_id, 'stg_documents' as suite, 'one row a page' as expectation,
                'warning' as severity, false as success, now() as checked_at
            """
        )
    output = runner.invoke(app, ["summary"]).output
    assert "Run monday" in output
    assert "0 of 1 passed" in output
    assert "warning: stg_documents: one row a page" in output
