"""What the commands tell of sources of the web."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from ingest.cli import app
from ingest.settings import Settings
from tests.unit.ingest.conftest import Night, article
from tests.web.site import Answer, Site

runner = CliRunner()
FEED = """<rss version="2.0"><channel><item><link>{0}/one.html</link></item><item><link>{0}/two.html</link></item>
<item><link>{0}/lost.html</link></item></channel></rss>"""


@pytest.fixture(autouse=True)
def _sources(site: Site, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers = {
        "/feed.xml": Answer(FEED.format(site.root).encode(), content_type="application/rss+xml"),
        "/one.html": Answer(article("Exports rise").encode(), tagged=True),
        "/two.html": Answer(article("Ports open").encode(), tagged=True),
    }
    common = {"delay": 0, "allow_private": True}
    entries = [
        {"name": "news", "kind": "feed", "url": site.url("/feed.xml"), **common},
        {"name": "lost", "kind": "feed", "url": site.url("/nothing.xml"), **common},
        {"name": "off", "kind": "feed", "url": site.url("/feed.xml"), "enabled": False, **common},
    ]
    (tmp_path / "sources.yml").write_text(json.dumps({"sources": entries}))
    monkeypatch.setenv("TRADEPAGES_SOURCES", str(tmp_path / "sources.yml"))


def test_a_source_is_tried_without_loading_anything(site: Site, home: Path) -> None:
    told = runner.invoke(app, ["sources", "try", "off", "--pages", "1"]).output
    assert f"{site.url('/one.html')}\n{site.url('/two.html')}\n" in told
    assert "3 pages" in told
    assert "'Exports rise', 2024-01-15, en, " in told
    assert "/two.html" not in site.paths()
    assert not Settings().warehouse.exists()
    assert not Settings().landing.exists()


def test_trying_tells_why_there_is_nothing(site: Site) -> None:
    told = runner.invoke(app, ["sources", "try", "lost"]).output
    assert f"{site.url('/nothing.xml')}  http_error: HTTP 404 Not Found" in told
    assert "0 pages" in told


def test_an_unknown_source_is_told() -> None:
    result = runner.invoke(app, ["sources", "try", "nosuch"])
    assert result.exit_code == 2
    assert "has no source 'nosuch'; it has news, lost, off" in result.output


def test_checking_asks_for_a_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "set TRADEPAGES_CONTACT" in runner.invoke(app, ["sources", "check"]).output
    monkeypatch.setenv("TRADEPAGES_CONTACT", "https://tradepages.example/contact")
    assert "TRADEPAGES_CONTACT" not in runner.invoke(app, ["sources", "check"]).output


def test_the_summary_tells_what_each_source_brought(night: Night) -> None:
    night("monday")
    told = " ".join(runner.invoke(app, ["summary", "monday"], env={"COLUMNS": "200"}).output.split())
    assert "news 2 new, 1 failed; " in told
    assert "lost 1 failed; 0 bytes, " in told


def test_what_landed_from_a_day_on_is_read_again(night: Night) -> None:
    night("monday")
    with duckdb.connect(Settings().warehouse) as con:
        con.execute("update raw.documents set title = 'as it was read then'")
    result = runner.invoke(app, ["replay", "--from", "2000-01-01"])
    assert result.exit_code == 0, result.output
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        titles = con.execute("select title from raw.documents order by title").fetchall()
    assert titles == [("Exports rise",), ("Ports open",)]
