"""When a site is asked, and how many things at a time."""

from __future__ import annotations

from pathlib import Path
from time import sleep
from typing import Any

import duckdb
import pytest

from ingest.settings import Settings
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
