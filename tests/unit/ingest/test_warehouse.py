"""Publishing: one writer, one rename, and readers who never see half a night."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

import duckdb
import pytest

from ingest import steps, warehouse
from ingest.errors import TradepagesError
from ingest.settings import Settings

from .conftest import Night, article


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_published_warehouse_is_one_file_without_a_log(pages: Path, night: Night, home: Path) -> None:
    (pages / "a.html").write_text(article())
    run_dir = night("monday")
    assert not Path(run_dir, "warehouse.duckdb").exists()
    assert [path.name for path in home.iterdir() if path.name.startswith("warehouse")] == ["warehouse.duckdb"]


def test_a_night_that_fails_leaves_the_published_file_as_it_was(pages: Path, night: Night, home: Path) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    before = checksum(Settings().warehouse)
    (pages / "a.html").write_text(article(value="400.1"))
    run_dir = steps.prepare_run("tuesday")
    for batch in steps.discover_pages(run_dir):
        steps.extract_facts(steps.clean_pages(steps.land_pages(batch)))
    assert steps.load_raw(run_dir)["trade_figures"] == 1  # and here the night breaks off
    assert checksum(Settings().warehouse) == before
    night("wednesday")
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        assert con.execute("select outcome from raw.page_visits where run_id = 'wednesday'").fetchall() == [
            ("changed",)
        ]


def test_a_load_that_fails_leaves_the_build_as_it_was(pages: Path, home: Path) -> None:
    (pages / "a.html").write_text(article())
    run_dir = steps.prepare_run("monday")
    for batch in steps.discover_pages(run_dir):
        steps.extract_facts(steps.clean_pages(steps.land_pages(batch)))
    [events] = Path(run_dir, "events").iterdir()
    events.write_bytes(b"cut off")
    with pytest.raises(duckdb.Error):
        steps.load_raw(run_dir)
    with duckdb.connect(Path(run_dir, "warehouse.duckdb"), read_only=True) as con:
        for table in warehouse.TABLES:
            assert con.execute(f"select count(*) from raw.{table}").fetchall() == [(0,)]


def test_two_runs_never_write_at_once(home: Path) -> None:
    with warehouse.writing(home), pytest.raises(TradepagesError, match="another run is writing"):
        steps.prepare_run("tuesday")
    steps.prepare_run("tuesday")


def test_the_lock_ends_with_the_process_that_holds_it(home: Path) -> None:
    home.mkdir()
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    steps.prepare_run("monday")


def test_a_run_that_was_overtaken_does_not_publish(pages: Path, night: Night, home: Path) -> None:
    (pages / "a.html").write_text(article())
    slow = steps.prepare_run("slow")
    night("quick")
    before = checksum(Settings().warehouse)
    with pytest.raises(TradepagesError, match="published by another run"):
        steps.publish_warehouse(slow)
    assert checksum(Settings().warehouse) == before


def test_publishing_can_be_repeated(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    run_dir = night("monday")
    before = checksum(Settings().warehouse)
    steps.publish_warehouse(run_dir)
    assert checksum(Settings().warehouse) == before


def test_data_docs_take_the_place_of_the_old_ones(pages: Path, home: Path) -> None:
    for run_id in ("monday", "tuesday"):
        run_dir = steps.prepare_run(run_id)
        Path(run_dir, "data-docs").mkdir()
        Path(run_dir, "data-docs", f"{run_id}.html").touch()
        steps.publish_warehouse(run_dir)
    assert [path.name for path in Settings().data_docs.iterdir()] == ["tuesday.html"]


def test_a_reader_keeps_what_it_opened(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    with duckdb.connect(Settings().warehouse, read_only=True) as reader:
        (pages / "b.html").write_text(article(title="Another page"))
        run_dir = steps.prepare_run("tuesday")
        for batch in steps.discover_pages(run_dir):
            steps.extract_facts(steps.clean_pages(steps.land_pages(batch)))
        steps.load_raw(run_dir)
        steps.publish_warehouse(run_dir)
        assert reader.execute("select count(*) from raw.documents").fetchall() == [(1,)]


def test_a_column_younger_than_the_published_file_is_added(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    with duckdb.connect(Settings().warehouse) as con:
        con.execute("alter table raw.documents drop column extractor_version")
    night("tuesday")
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        assert con.execute("select extractor_version from raw.documents").fetchall() == [(None,)]


def test_long_texts_are_packed(pages: Path, night: Night) -> None:
    (pages / "a.html").write_text(article())
    night("monday")
    with duckdb.connect(Settings().warehouse) as con:
        # One text is too little to pack; many show what the column was declared to be.
        con.execute(
            """
            insert into raw.documents by name
            select md5(i::varchar) || text as text from raw.documents, range(9999) as numbers(i)
            """
        )
        con.execute("checkpoint")
        used = con.execute(
            """
            select distinct compression
            from pragma_storage_info('raw.documents')
            where column_name = 'text' and segment_type = 'VARCHAR'
            """
        )
        assert used.fetchall() == [("ZSTD",)]
