"""The site that the benchmark of scale reads: a night brings its pages, and the next one asks on condition only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import newsroom
from bench import site as bench_site
from tests.unit.ingest.conftest import Night
from tests.web.conftest import rows, write_sources

PAGES = 2 * newsroom.REPRINT_EVERY


@pytest.fixture
def root() -> Iterator[str]:
    server = bench_site.serve(PAGES)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield bench_site.root_of(server)
    server.shutdown()
    server.server_close()


def test_its_pages_are_brought_and_read(root: str, home: Path, night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"name": "gazette", "kind": "sitemap", "url": f"{root}/sitemap.xml", "delay": 0, "allow_private": True}
    write_sources(home, [entry], monkeypatch)
    night("monday")
    night("tuesday")
    outcomes = "select run_id, outcome, count(*) from raw.page_visits group by all order by all"
    assert rows(outcomes) == [("monday", "new", PAGES), ("tuesday", "unchanged", PAGES)]
    assert rows("select count(distinct text) from raw.documents") == [(PAGES - 2,)]  # two are reprints
    [(figures, events)] = rows("select (select count(*) from raw.trade_figures), (select count(*) from raw.events)")
    assert figures > 3 * PAGES
    assert events > PAGES / 2


def test_its_pages_are_as_heavy_as_real_ones() -> None:
    sizes = [len(newsroom.page(number, "http://127.0.0.1")) for number in range(PAGES)]
    assert min(sizes) > 8_000
    assert max(sizes) < 30_000
