"""The steps over a folder of pages, without dbt: what lands, what is loaded, what a second night costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import landing, steps
from ingest.errors import TradepagesError
from ingest.settings import Settings

from .conftest import Night, article

TABLES = ("documents", "trade_figures", "events", "rejects")


def rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        return con.execute(query).fetchall()


def outcomes(run_id: str) -> dict[str, str]:
    return dict(rows(f"select parse_filename(source_uri), outcome from raw.page_visits where run_id = '{run_id}'"))


def contents() -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: rows(f"select * replace (fetched_at::varchar as fetched_at) from raw.{table} order by all")
        if table in ("documents", "rejects")
        else rows(f"select * from raw.{table} order by all")
        for table in TABLES
    }


def test_a_page_becomes_a_document_and_its_facts(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    assert outcomes("monday") == {"a.html": "new"}
    assert rows("select title, published_on::varchar from raw.documents") == [("Guangxi trade grows", "2024-01-15")]
    [(reporter, partner, value, quote, text, start, end)] = rows(
        """
        select reporter, partner, value, quote, text, span_start, span_end
        from raw.trade_figures join raw.documents using (document_version_id)
        """
    )
    assert (reporter, partner, value) == ("Guangxi", "ASEAN", 322.6e9)
    assert text[start:end] == quote


def test_a_second_night_over_the_same_pages_adds_nothing(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    (pages / "bad.html").touch()
    night("monday")
    before = contents()
    run_dir = night("tuesday")
    assert contents() == before
    assert outcomes("tuesday") == {"a.html": "unchanged", "bad.html": "rejected"}
    [landed] = [json.loads(path.read_text()) for path in Path(run_dir, "landed").iterdir()]
    assert landed["pages"] == 0  # so nothing was cleaned or read again


def test_a_changed_page_gets_a_new_version_and_its_old_one_can_return(pages: Path, night: Night) -> None:
    versions = {
        "monday": article(value="322.6"),
        "tuesday": article(value="323.9"),
        "wednesday": article(value="322.6"),
    }
    for run_id, html in versions.items():
        (pages / "a.html").write_text(html)
        night(run_id)
    found = rows(
        """
        select outcome, value
        from raw.page_visits
        join raw.documents using (document_id, content_hash)
        join raw.trade_figures using (document_version_id)
        order by visited_at
        """
    )
    assert found == [("new", 322.6e9), ("changed", 323.9e9), ("changed", 322.6e9)]
    assert rows("select count(*) from raw.documents") == [(2,)]


def test_a_run_that_is_repeated_changes_nothing(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    before = contents()
    landed = sorted(Settings().landing.rglob("*.warc.gz"))
    night("monday")
    assert contents() == before
    assert outcomes("monday") == {"a.html": "new"}
    assert set(landed) <= set(Settings().landing.rglob("*.warc.gz"))


def test_batches_do_not_show_in_what_is_loaded(pages: Path, night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (pages / f"{number}.html").write_text(article(value=f"32{number}.6"))
    monkeypatch.setenv("TRADEPAGES_BATCH_PAGES", "2")
    run_dir = night("monday")
    assert len(list(Path(run_dir, "batches").iterdir())) == 3
    assert outcomes("monday") == {f"{number}.html": "new" for number in range(5)}
    assert rows("select count(*) from raw.trade_figures") == [(5,)]


def test_loading_twice_adds_nothing(pages: Path, home: Path) -> None:
    (pages / "a.html").write_text(article())
    run_dir = steps.prepare_run("monday")
    for batch in steps.discover_pages(run_dir):
        steps.extract_facts(steps.clean_pages(steps.land_pages(batch)))
    first = steps.load_raw(run_dir)
    assert (first["documents"], first["trade_figures"], first["page_visits"]) == (1, 1, 1)
    assert set(steps.load_raw(run_dir).values()) == {0}


def test_a_folder_without_pages_is_a_night_without_news(pages: Path, night: Night) -> None:
    night("monday")
    assert rows("select count(*) from raw.page_visits") == [(0,)]


def test_everything_can_be_rebuilt_from_the_landing_zone(pages: Path, night: Night, home: Path) -> None:
    (pages / "bad.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (pages / "big.txt").write_bytes(b"x" * (Settings().max_page_bytes + 1))
    for run_id, value in (("monday", "322.6"), ("tuesday", "323.9"), ("wednesday", "322.6")):
        (pages / "a.html").write_text(article(value=value))
        (pages / f"{run_id}.html").write_text(article(title=f"Trade on {run_id}"))
        night(run_id)
    before = contents()
    visits = rows("select * exclude (visited_at), visited_at::varchar from raw.page_visits order by all")

    run_dir = steps.prepare_run("replay", from_nothing=True)
    for landed in steps.take_landed(run_dir):
        steps.extract_facts(steps.clean_pages(landed))
    steps.load_raw(run_dir)
    steps.publish_warehouse(run_dir)
    assert contents() == before
    assert rows("select * exclude (visited_at), visited_at::varchar from raw.page_visits order by all") == visits


def test_raw_pages_lie_unchanged_in_the_landing_zone(pages: Path, night: Night) -> None:
    content = article().encode("utf-16")
    (pages / "a.html").write_bytes(content)
    night("monday")
    [path] = Settings().landing.glob("*.warc.gz")
    assert [page.content for page in landing.read_pages(path)] == [content]


def test_a_run_id_is_made_safe_for_a_file_name(home: Path) -> None:
    assert (
        Path(steps.prepare_run("scheduled__2026-11-20T02:00:00+08:00")).name == "scheduled__2026-11-20T02-00-00-08-00"
    )
    with pytest.raises(TradepagesError, match="run id"):
        steps.prepare_run("../..")


def test_old_run_folders_are_forgotten(home: Path) -> None:
    for number in range(steps.KEPT_RUNS + 3):
        steps.prepare_run(f"night-{number}")
    assert len(list(Settings().build.iterdir())) == steps.KEPT_RUNS


def test_a_page_over_the_time_limit_is_set_aside_and_tried_again_the_next_night(
    pages: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "a.html").write_text(article())
    night("sunday")  # with all the time that it needs: none but the long page is read within the limit below
    # Two megabytes of prose take many times the limit on any machine.
    prose = "<p>Trade of the region grew in the year, and its exports to the bloc rose further, officers said.</p>"
    (pages / "long.html").write_text(f"<html><body><article>{prose * 20_000}</article></body></html>")
    monkeypatch.setenv("TRADEPAGES_PAGE_SECONDS", "1")
    for run_id in ("monday", "tuesday"):
        run_dir = night(run_id)
        assert outcomes(run_id) == {"a.html": "unchanged", "long.html": "rejected"}
        [landed] = [json.loads(path.read_text()) for path in Path(run_dir, "landed").iterdir()]
        assert landed["pages"] == 1
    assert rows("select reason_code, detail from raw.rejects") == [("too_slow", "not done within 1 s")]
