"""Pages with the same bytes: read once, each a document of its own, and known as copies."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import contents, steps
from ingest.settings import Settings
from ingest.workers import Limits, work_through

from .conftest import Night, article

LIMITS = Limits(seconds=60, memory_mb=2048, workers=2)
BROKEN = b"<html><body><p></p></body></html>"


def rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        return con.execute(query).fetchall()


def outcomes(run_id: str) -> dict[str, str]:
    return dict(rows(f"select parse_filename(source_uri), outcome from raw.page_visits where run_id = '{run_id}'"))


def tables() -> dict[str, list[tuple[Any, ...]]]:
    names = ("documents", "trade_figures", "events", "rejects", "page_visits", "source_runs")
    return {name: sorted(rows(f"select * from raw.{name}"), key=str) for name in names}


@pytest.fixture
def worked_on(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """All that goes to the workers, which do their work as ever."""
    seen: list[Any] = []

    def noted(items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            seen.append(item)
            yield item

    def work(function: Callable[[Any], Any], items: Iterable[Any], limits: Limits) -> Iterator[Any]:
        return work_through(function, noted(items), limits)

    monkeypatch.setattr(contents, "work_through", work)
    return seen


def test_items_of_one_key_share_one_result() -> None:
    told = list(contents.each_once(secrets.token_hex, [8, 16, 8, 9, 8], lambda item: item // 2, LIMITS, kept=str))
    results = [result for _, _, result in told]
    assert [(item, key) for item, key, _ in told] == [("8", 4), ("16", 8), ("8", 4), ("9", 4), ("8", 4)]
    assert results[0] == results[2] == results[3] == results[4] != results[1]


def test_the_bytes_of_copies_are_parsed_once_and_their_text_is_read_once(
    pages: Path, night: Night, worked_on: list[Any]
) -> None:
    for name in ("a", "b", "c"):
        (pages / f"{name}.html").write_text(article())
    (pages / "other.html").write_text(article(value="323.9"))
    night("monday")
    assert sorted(type(item).__name__ for item in worked_on) == ["Document", "Document", "Page", "Page"]
    assert outcomes("monday") == {"a.html": "new", "b.html": "duplicate", "c.html": "duplicate", "other.html": "new"}
    assert rows(
        """
        select parse_filename(source_uri), title, published_on::varchar, value
        from raw.documents join raw.trade_figures using (document_version_id, document_id)
        order by all
        """
    ) == [
        (name, "Guangxi trade grows", "2024-01-15", value)
        for name, value in (("a.html", 322.6e9), ("b.html", 322.6e9), ("c.html", 322.6e9), ("other.html", 323.9e9))
    ]


def test_a_copy_keeps_its_facts_when_the_first_page_changes(pages: Path, night: Night) -> None:
    for name in ("a", "b"):
        (pages / f"{name}.html").write_text(article())
    night("monday")
    (pages / "a.html").write_text(article(value="323.9"))
    night("tuesday")
    assert outcomes("tuesday") == {"a.html": "changed", "b.html": "unchanged"}
    newest = "max_by(content_hash, visited_at) as content_hash"
    assert rows(
        f"""
        select parse_filename(source_uri), value
        from (select document_id, {newest} from raw.page_visits group by document_id)
        join raw.documents using (document_id, content_hash)
        join raw.trade_figures using (document_version_id)
        order by all
        """
    ) == [("a.html", 323.9e9), ("b.html", 322.6e9)]


def test_a_broken_page_and_its_copy_are_both_set_aside(pages: Path, night: Night, worked_on: list[Any]) -> None:
    for name in ("a", "b"):
        (pages / f"{name}.html").write_bytes(BROKEN)
    night("monday")
    assert len(worked_on) == 1
    assert outcomes("monday") == {"a.html": "rejected", "b.html": "rejected"}
    assert rows("select count(*), count(distinct content_hash), min(reason_code) from raw.rejects") == [
        (2, 1, "no_text")
    ]


@pytest.mark.parametrize("since", [None, "tuesday"])
def test_a_rebuild_finds_the_same_copies(
    pages: Path, night: Night, monkeypatch: pytest.MonkeyPatch, since: str | None
) -> None:
    monkeypatch.setenv("TRADEPAGES_BATCH_PAGES", "2")
    for name in ("m", "n", "o"):
        (pages / f"{name}.html").write_text(article())
    night("monday")
    moment = datetime.now(UTC).isoformat()
    (pages / "a.html").write_text(article())
    (pages / "m.html").write_text(article(value="323.9"))
    (pages / "n.html").write_text(article(value="323.9"))
    night("tuesday")
    assert outcomes("monday") == {"m.html": "new", "n.html": "duplicate", "o.html": "duplicate"}
    assert outcomes("tuesday") == {
        "a.html": "duplicate",
        "m.html": "changed",
        "n.html": "duplicate",
        "o.html": "unchanged",
    }
    before = tables()
    run_dir = steps.prepare_run("replay", from_nothing=since is None)
    for landed in steps.take_landed(run_dir, moment if since else None):
        steps.extract_facts(steps.clean_pages(landed))
    steps.load_raw(run_dir)
    steps.publish_warehouse(run_dir)
    assert tables() == before
