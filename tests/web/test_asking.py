"""When a site is asked, and how many things at a time."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep
from typing import Any

import duckdb
import pytest

from ingest.settings import Settings
from ingest.sources.http import Client, Terms
from tests.unit.ingest.conftest import Night
from tests.web.conftest import page, rows, write_sources
from tests.web.site import Answer, Site


def test_a_weekly_source_is_asked_once_a_week(
    site: Site, home: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/one.html"] = page("Exports rise")
    entry = {"name": "a", "kind": "urls", "urls": [site.url("/one.html")], "delay": 0, "allow_private": True}
    write_sources(home, [{**entry, "schedule": "weekly"}], monkeypatch)
    night("monday")
    site.paths()
    night("tuesday")
    assert site.paths() == []
    with duckdb.connect(Settings().warehouse) as con:
        con.execute("update raw.page_visits set visited_at = visited_at - interval 7 days")
    night("next-monday")
    assert site.paths() == ["/one.html"]


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_side_by_side(
    site: Site, home: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    together: set[str] = set()
    with Site("localhost") as other:

        def slowly(handler: Any) -> Answer:
            sleep(0.05)
            if site.at_once and other.at_once:
                together.add(handler.path)
            return page(f"Exports {handler.path}")

        paths = [f"/{number}.html" for number in range(6)]
        for host in (site, other):
            host.answers |= dict.fromkeys(paths, slowly)
        urls = [host.url(path) for host in (site, other) for path in paths]
        write_sources(
            home, [{"name": "a", "kind": "urls", "urls": urls, "delay": 0, "allow_private": True}], monkeypatch
        )
        night("monday")
        assert (site.most_at_once, other.most_at_once) == (1, 1)
        assert together
        assert rows("select count(*) from raw.documents") == [(12,)]


@pytest.mark.parametrize(
    ("delay", "rules"), [(0.7, b""), (0, b"User-agent: *\nCrawl-delay: 0.7")], ids=["of the source", "of robots.txt"]
)
def test_the_pause_between_requests_outlasts_a_batch(site: Site, tmp_path: Path, delay: float, rules: bytes) -> None:
    asked_at: list[float] = []

    def noted(handler: Any) -> Answer:
        asked_at.append(monotonic())
        return page("Exports rise")

    site.answers |= {"/robots.txt": Answer(rules), "/one.html": noted, "/two.html": noted}
    terms = Terms(max_bytes=1_000_000, delay=delay, allow_private=True)
    for path in ("/one.html", "/two.html"):  # each batch has a client of its own, in a process of its own
        client = Client("", tmp_path)
        client.get(site.url(path), terms, lambda _: None)
        client.close()
    first, second = asked_at
    assert second - first > 0.69


def test_a_pause_that_is_over_is_not_kept(site: Site, tmp_path: Path) -> None:
    site.answers["/one.html"] = page("Exports rise")
    client = Client("", tmp_path)
    client.get(site.url("/one.html"), Terms(max_bytes=1_000_000, delay=0, allow_private=True), lambda _: None)
    client.close()
    assert not (tmp_path / "hosts").exists()
