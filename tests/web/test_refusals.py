"""Pages that would fill the memory or never end, over a whole night: rows of raw.rejects beside pages that are read."""

from __future__ import annotations

import gzip
import itertools
import time
import zlib
from pathlib import Path

import brotli
import pytest

from tests.unit.ingest.conftest import Night
from tests.web.conftest import page, rows, write_sources
from tests.web.site import Answer, Handler, Site

ZEROS = bytes(50_000_000)


def drip_head(handler: Handler) -> None:
    """Send a head that never ends; the client's hanging up does."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        handler.wfile.write(b"X-%d: a\r\n" % number)
        time.sleep(0.05)


def drip_body(handler: Handler) -> None:
    """Send a page that never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in itertools.count():
        handler.wfile.write(b"a")
        time.sleep(0.05)


BOMBS: dict[str, tuple[Answer, str]] = {
    "/gzip.html": (
        Answer(gzip.compress(ZEROS), headers={"Content-Encoding": "gzip"}),
        "unpacks to more than 5,000,000 bytes",
    ),
    "/deflate.html": (
        Answer(zlib.compress(ZEROS), headers={"Content-Encoding": "deflate"}),
        "unpacks to more than 5,000,000 bytes",
    ),
    "/brotli.html": (
        Answer(brotli.compress(ZEROS, quality=1), headers={"Content-Encoding": "br"}),
        "bytes unpack to more than",
    ),
    "/twice.html": (
        Answer(gzip.compress(gzip.compress(ZEROS)), headers={"Content-Encoding": "gzip"}),
        "gzip data that unpacks to more than 20000000 bytes",
    ),
    "/long.html": (Answer(b"trade " * 1_000_000), "6,000,000 bytes; the limit is 5,000,000"),
}
DRIPS = {"/head.html": drip_head, "/body.html": drip_body}


def test_bombs_and_drips_are_rejects_of_the_night(
    site: Site, home: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRADEPAGES_MAX_PAGE_BYTES", "5000000")
    site.answers |= {path: answer for path, (answer, _) in BOMBS.items()}
    site.answers |= DRIPS | {"/good.html": page("Exports rise")}
    usual = {"kind": "urls", "delay": 0, "allow_private": True}
    paths = {"others": [*BOMBS, "/good.html"], "drips": [*DRIPS]}
    write_sources(
        home,
        [
            {**usual, "name": "others", "urls": list(map(site.url, paths["others"]))},
            {**usual, "name": "drips", "urls": list(map(site.url, paths["drips"])), "seconds": 1},
        ],
        monkeypatch,
    )
    night("monday")
    found = {
        uri.removeprefix(site.root): (source, reason, detail)
        for source, uri, reason, detail in rows("select source, source_uri, reason_code, detail from raw.rejects")
    }
    assert {path: told[:2] for path, told in found.items()} == dict.fromkeys(BOMBS, ("others", "too_large")) | (
        dict.fromkeys(DRIPS, ("drips", "too_slow"))
    )
    assert [path for path, (_, told) in BOMBS.items() if told not in found[path][2]] == []
    assert {found[path][2] for path in DRIPS} == {"not done within 1 s"}
    assert rows("select title from raw.documents") == [("Exports rise",)]
    assert rows("select outcome, count(*) from raw.page_visits group by all order by all") == [
        ("new", 1),
        ("rejected", len(BOMBS) + len(DRIPS)),
    ]
