"""Archives that others wrote: wget's, warcio's, Common Crawl's."""

from __future__ import annotations

import gzip
import io
import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest.errors import PermanentError, RejectReason, TradepagesError
from ingest.records import PageRef
from ingest.settings import Settings
from ingest.sources import warc_file
from ingest.sources.entries import WarcSource
from tests.unit.ingest.conftest import Night, article
from tests.web.site import Answer, Handler, Site
from tests.web.storage import Storage


def archive(path: Path, *records: dict[str, Any], packed: bool = True) -> Path:
    """Write responses; each may say its address, day, status, headers and body."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for record in records:
            headers = {"Content-Type": "text/html", **record.get("headers", {})}
            body = record.get("body", b"<html>text</html>")
            writer.write_record(
                writer.create_warc_record(
                    record.get("address", "https://news.example/a"),
                    record.get("kind", "response"),
                    payload=io.BytesIO(body),
                    length=len(body),
                    warc_headers_dict={"WARC-Date": f"{record.get('day', '2026-11-20')}T02:00:00Z"},
                    http_headers=StatusAndHeaders(record.get("status", "200 OK"), list(headers.items()), "HTTP/1.1"),
                )
            )
    return path


def listed(*files: object, **fields: Any) -> list[PageRef]:
    source = WarcSource(name="archive", kind="warc", files=tuple(map(str, files)), **fields)
    return list(warc_file.discover(source))


def addresses(*files: object, **fields: Any) -> list[str]:
    return [ref.source_uri for ref in listed(*files, **fields)]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_at_their_place(tmp_path: Path, packed: bool) -> None:
    bodies = [b"<html>one</html>", b"<html>two</html>", b"<html>three</html>"]
    records = [{"address": f"https://news.example/{n}", "body": body} for n, body in enumerate(bodies)]
    refs = listed(archive(tmp_path / "a.warc.gz", *records, packed=packed))
    assert [ref.source_uri for ref in refs] == [record["address"] for record in records]
    for ref, body in reversed(list(zip(refs, bodies, strict=True))):
        page = warc_file.fetch(ref, 1_000)
        assert (page.content, page.content_type) == (body, "text/html")
        assert page.fetched_at == datetime(2026, 11, 20, 2, tzinfo=UTC)


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"kind": "request"},
        {"status": "404 Not Found"},
        {"status": "301 Moved", "headers": {"Location": "/b"}},
        {"headers": {"Content-Type": "image/png"}},
        {"address": "dns:news.example"},
        {"address": "https://news.example/page?utm_source=x"},
    ]
    assert addresses(archive(tmp_path / "a.warc.gz", *records)) == ["https://news.example/page"]


HOSTS = ["https://news.example/1", "https://www.news.example/2", "https://badnews.example/3", "http://other.example/4"]


def test_pages_are_chosen_by_host_day_and_language(tmp_path: Path) -> None:
    path = archive(tmp_path / "hosts.warc.gz", *({"address": address} for address in HOSTS))
    assert addresses(path, hosts=("news.example",)) == HOSTS[:2]
    path = archive(
        tmp_path / "days.warc.gz", *({"address": f"https://a.example/{n}", "day": f"2026-11-{n}"} for n in (18, 19, 20))
    )
    assert addresses(path, since=date(2026, 11, 19)) == ["https://a.example/19", "https://a.example/20"]
    assert addresses(path, until=date(2026, 11, 19)) == ["https://a.example/18", "https://a.example/19"]
    records = [
        {"address": "https://a.example/en", "body": b'<!doctype html><HTML class="x" lang="en-GB">'},
        {"address": "https://a.example/vi", "body": b"<html lang=vi>"},
        {"address": "https://a.example/zh", "headers": {"Content-Language": "zh-CN"}},
        {"address": "https://a.example/untold"},
    ]
    path = archive(tmp_path / "languages.warc.gz", *records)
    assert addresses(path, languages=("en", "zh")) == [f"https://a.example/{name}" for name in ("en", "zh", "untold")]


def test_the_layout_of_common_crawl_is_read(tmp_path: Path) -> None:
    """A tree by year and month; bodies are kept unpacked, and what was undone stands in headers of its own."""
    for month in ("10", "11"):
        archive(
            tmp_path / f"crawl-data/CC-NEWS/2026/{month}/CC-NEWS-2026{month}20020000-00001.warc.gz",
            {
                "address": f"https://news.example/{month}",
                "headers": {"X-Crawl-Content-Encoding": "gzip", "X-Crawl-Transfer-Encoding": "chunked"},
            },
        )
    glob = tmp_path / "crawl-data/CC-NEWS/2026/*/*.warc.gz"
    assert addresses(glob) == ["https://news.example/10", "https://news.example/11"]
    assert addresses(f"file://{glob}") == addresses(glob)
    assert warc_file.fetch(listed(glob)[1], 1_000).content == b"<html>text</html>"


def test_packed_bodies_are_unpacked_within_the_limit(tmp_path: Path) -> None:
    gzipped = {"Content-Encoding": "gzip"}
    path = archive(
        tmp_path / "a.warc.gz",
        {"headers": gzipped, "body": gzip.compress(b"<html>packed</html>")},
        {"headers": gzipped, "body": b"<html>unpacked, though the header stayed</html>"},
        {"headers": gzipped, "body": gzip.compress(bytes(50_000_000))},
        {"headers": {"Transfer-Encoding": "chunked"}, "body": b"6\r\n<html>\r\n4\r\ntext\r\n0\r\n\r\n"},
    )
    first, second, bomb, chunked = listed(path)
    assert warc_file.fetch(first, 1_000).content == b"<html>packed</html>"
    assert warc_file.fetch(second, 1_000).content.startswith(b"<html>unpacked")
    assert warc_file.fetch(chunked, 1_000).content == b"<html>text"
    with pytest.raises(PermanentError) as error:
        warc_file.fetch(bomb, 1_000_000)
    assert error.value.reason is RejectReason.TOO_LARGE


def test_a_broken_rest_does_not_cost_what_came_before(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *({"address": f"https://a.example/{n}"} for n in range(3)))
    path.write_bytes(path.read_bytes()[:-200])
    assert addresses(path)[:2] == ["https://a.example/0", "https://a.example/1"]


@pytest.mark.parametrize("name", ["none.warc.gz", "none-*.warc.gz", "none.paths.gz", "nosuch://bucket/x.warc.gz"])
def test_an_archive_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(TradepagesError, match=r"none|nosuch"):
        listed(name if "://" in name else tmp_path / name)


def test_a_storage_whose_package_is_missing_is_told() -> None:
    with pytest.raises(TradepagesError, match=r"^gs://bucket/x\.warc\.gz: .*install gcsfs.*\.venv/bin/pip"):
        listed("gs://bucket/x.warc.gz")


def test_any_address_that_fsspec_knows_will_do(tmp_path: Path) -> None:
    import fsspec

    source = archive(tmp_path / "a.warc.gz", {"address": "https://news.example/a"})
    with fsspec.open("memory://bucket/a.warc.gz", "wb") as file:
        file.write(source.read_bytes())
    [ref] = listed("memory://bucket/*.warc.gz")
    assert ref.origin is not None
    assert ref.origin.startswith("memory://")
    assert warc_file.fetch(ref, 1_000).content == b"<html>text</html>"


MONTH = "crawl-data/CC-NEWS/2026/11"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    """A month of Common Crawl's news, a page a day, as its bucket and its web server hold it."""
    names = [f"{MONTH}/CC-NEWS-202611{day}020000-000{day}.warc.gz" for day in (18, 19, 20)]
    for day, name in zip((18, 19, 20), names, strict=True):
        padding = bytes(random.Random(day).randbytes(1_500_000))
        archive(
            tmp_path / "commoncrawl" / name,
            {"address": f"https://news.example/{day}", "day": f"2026-11-{day}", "body": f"<p>{day}".encode()},
            {"address": "https://news.example/long", "headers": {"Content-Type": "video/mp4"}, "body": padding},
            {"address": f"https://news.example/{day}/last", "day": f"2026-11-{day}", "body": f"<p>last {day}".encode()},
        )
    (tmp_path / "commoncrawl" / MONTH / "warc.paths.gz").write_bytes(gzip.compress("\n".join(names).encode()))
    with Storage(tmp_path) as storage:
        for name, value in {"ENDPOINT_URL": storage.address, "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        yield storage


@pytest.mark.parametrize("files", [f"s3://commoncrawl/{MONTH}/*.warc.gz", f"s3://commoncrawl/{MONTH}/warc.paths.gz"])
def test_a_bucket_is_read(news: Storage, files: str) -> None:
    refs = listed(files)
    assert [ref.source_uri for ref in refs] == [
        f"https://news.example/{day}{end}" for day in (18, 19, 20) for end in ("", "/last")
    ]
    news.served = 0
    assert warc_file.fetch(refs[2], 1_000).content == b"<p>19"
    assert news.served < 1_000_000  # a page does not cost the rest of its archive


def test_archives_behind_http_are_read_by_their_list(news: Storage) -> None:
    refs = listed(f"{news.address}/commoncrawl/{MONTH}/warc.paths.gz")
    assert len(refs) == 6
    assert warc_file.fetch(refs[0], 1_000).content == b"<p>18"


def test_archives_of_other_days_are_not_opened(news: Storage) -> None:
    news.served = 0
    assert addresses(f"s3://commoncrawl/{MONTH}/warc.paths.gz", until=date(2026, 11, 18)) == [
        "https://news.example/18",
        "https://news.example/18/last",
    ]
    assert news.served < 2_000_000


def test_a_storage_that_fails_does_not_stop_the_night(
    news: Storage, home: Path, night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text(article("Exports rise"))
    sources = [
        {"name": "lost", "kind": "warc", "files": [f"{news.address}/lost.warc.gz", "s3://commoncrawl/lost.paths.gz"]},
        {"name": "pages", "kind": "folder", "path": "pages"},
    ]
    (tmp_path / "sources.yml").write_text(json.dumps({"sources": sources}))
    monkeypatch.setenv("TRADEPAGES_SOURCES", str(tmp_path / "sources.yml"))
    night("monday")
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        assert con.execute("select title from raw.documents").fetchall() == [("Exports rise",)]
        rejects = con.execute("select source_uri, reason_code from raw.rejects order by all").fetchall()
    assert rejects == [
        (f"{news.address}/lost.warc.gz", "unreadable"),
        ("s3://commoncrawl/lost.paths.gz", "unreadable"),
    ]


def chunks(handler: Handler) -> None:
    body = article("Ports open").encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for start in range(0, len(body), 100):
        part = body[start : start + 100]
        handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_an_archive_by_wget_is_loaded(
    site: Site, home: Path, night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers = {
        "/index.html": Answer(
            b'<html><a href="/chunked.html">1</a><a href="/packed.html">2</a><a href="/lost.html">3</a>'
        ),
        "/chunked.html": chunks,
        "/packed.html": Answer(gzip.compress(article("Exports rise").encode()), headers={"Content-Encoding": "gzip"}),
    }
    command = ["wget", "--quiet", "--recursive", "--level=1", f"--warc-file={tmp_path / 'wget'}", "--no-config"]
    subprocess.run([*command, "--header=Accept-Encoding: gzip", site.url("/index.html")], cwd=tmp_path, check=False)
    path = tmp_path / "sources.yml"
    entry = {"name": "archive", "kind": "warc", "files": ["wget.warc.gz"]}
    path.write_text(json.dumps({"sources": [entry]}))
    monkeypatch.setenv("TRADEPAGES_SOURCES", str(path))
    site.paths()
    night("monday")
    assert site.paths() == []
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        titles = con.execute("select title from raw.documents order by title").fetchall()
        figures = con.execute("select count(*) from raw.trade_figures").fetchall()
    assert titles == [("Exports rise",), ("Ports open",)]
    assert figures == [(2,)]
