"""Servers that misbehave: none hangs a run, fills its memory, or is asked more than it bears."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest

from ingest.errors import PermanentError, RejectReason
from ingest.records import Exchange
from ingest.sources.http import Client, Terms
from tests.web.site import Answer, Handler, Site

TERMS = Terms(max_bytes=3_000_000, delay=0, seconds=1, allow_private=True)
PAGE = b"<html><p>trade</p></html>"


def get(client: Client, site: Site, path: str = "/page", terms: Terms = TERMS) -> Exchange:
    return client.get(site.url(path), terms, lambda _: None)


def refusal(client: Client, site: Site, path: str = "/page", terms: Terms = TERMS) -> PermanentError:
    with pytest.raises(PermanentError) as error:
        get(client, site, path, terms)
    return error.value


def packed(encoding: str, body: bytes, **fields: object) -> Answer:
    return Answer(body, headers={"Content-Encoding": encoding}, **fields)  # type: ignore[arg-type]


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKED = {
    "gzip": packed("gzip", gzip.compress(PAGE)),
    "x-gzip": packed("X-GZIP", gzip.compress(PAGE)),
    "brotli": packed("br", brotli.compress(PAGE)),
    "deflate": packed("deflate", zlib.compress(PAGE)),
    "deflate without its frame": packed("deflate", raw_deflate(PAGE)),
    "identity": packed("identity", PAGE),
}


@pytest.mark.parametrize("answer", PACKED.values(), ids=PACKED)
def test_packed_pages_are_unpacked(client: Client, site: Site, answer: Answer) -> None:
    site.answers["/page"] = answer
    assert get(client, site).body == PAGE


ZEROS = bytes(200_000_000)
NOISE = bytes(range(256)) * 12_000
BOMBS = {
    "gzip": packed("gzip", gzip.compress(ZEROS, 9)),
    "brotli": packed("br", brotli.compress(ZEROS, quality=5)),
    "deflate": packed("deflate", zlib.compress(ZEROS, 9)),
    "under the size limit, over the ratio": packed("br", brotli.compress(ZEROS[:2_000_000])),
    "large": Answer(NOISE),
    "large, its length not told": packed("gzip", gzip.compress(NOISE)),
}
del ZEROS


@pytest.mark.parametrize("answer", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_it_fills_the_memory(client: Client, site: Site, answer: Answer) -> None:
    site.answers["/page"] = answer
    tracemalloc.start()
    error = refusal(client, site)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.reason is RejectReason.TOO_LARGE
    assert peak < 20_000_000


BROKEN = {
    "gzip that ends early": packed("gzip", gzip.compress(PAGE)[:-9]),
    "brotli that ends early": packed("br", brotli.compress(PAGE)[:-3]),
    "no gzip at all": packed("gzip", b"<html>plain"),
    "no brotli at all": packed("br", b"<html>plain" * 9),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_unpacked_is_told(client: Client, site: Site, answer: Answer) -> None:
    site.answers["/page"] = answer
    assert refusal(client, site).reason is RejectReason.BROKEN


def drip_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"a")
        time.sleep(0.1)


def drip_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        handler.wfile.write(f"X-{number}: a\r\n".encode())
        time.sleep(0.1)


def say_nothing(handler: Handler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("live", [drip_body, drip_head, say_nothing])
def test_a_slow_drip_ends_at_the_time_limit(client: Client, site: Site, live: object) -> None:
    site.answers["/page"] = live  # type: ignore[assignment]
    assert refusal(client, site).reason is RejectReason.TOO_SLOW


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def hang_up_half_way(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def talk_nonsense(handler: Handler) -> None:
    handler.wfile.write(b"SMTP ready\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("live", [hang_up, hang_up_half_way, talk_nonsense])
def test_a_server_that_breaks_off_is_asked_three_times(
    client: Client, site: Site, live: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sources.http.FIRST_WAIT", 0.01)
    site.answers["/page"] = live  # type: ignore[assignment]
    assert refusal(client, site).reason is RejectReason.UNREADABLE
    assert site.paths().count("/page") == 3


def test_a_server_error_that_passes_is_no_failure(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.http.FIRST_WAIT", 0.01)
    answers = [Answer(status=500), Answer(status=503), Answer(PAGE)]
    site.answers["/page"] = lambda _: answers.pop(0)
    assert get(client, site).body == PAGE


def test_a_server_error_that_stays_is_told(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.http.FIRST_WAIT", 0.01)
    site.answers["/page"] = Answer(status=500)
    error = refusal(client, site)
    assert (error.reason, error.detail) == (RejectReason.HTTP_ERROR, "HTTP 500 Internal Server Error, asked 3 times")


def test_a_page_that_is_not_there_is_asked_for_once(client: Client, site: Site) -> None:
    assert refusal(client, site).detail == "HTTP 404 Not Found"
    assert site.paths() == ["/robots.txt", "/page"]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_heeded(client: Client, site: Site, form: str) -> None:
    later = {"seconds": "1", "date": format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)}[form]
    answers = [Answer(status=429, headers={"Retry-After": later}), Answer(PAGE)]
    site.answers["/page"] = lambda _: answers.pop(0)
    began = time.monotonic()
    assert get(client, site).body == PAGE
    assert time.monotonic() - began > 0.9


def test_a_host_that_wants_an_hour_is_left_alone_by_all_batches(client: Client, site: Site) -> None:
    site.answers["/page"] = Answer(status=503, headers={"Retry-After": "3600"})
    site.answers["/other"] = Answer(PAGE)
    assert "left alone for 3600 s" in refusal(client, site).detail
    assert "left alone for 3600 s" in refusal(client, site, "/other").detail
    assert site.paths() == ["/robots.txt", "/page"]
    another = Client("", client.robots.folder.parent)
    assert "left alone for 3600 s" in refusal(another, site).detail
    another.close()
    assert site.paths() == []
    [kept] = (client.robots.folder.parent / "hosts").iterdir()
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "until": 0}))
    another = Client("", client.robots.folder.parent)
    assert get(another, site, "/other").body == PAGE
    another.close()


def test_a_host_that_is_gone_is_not_asked_for_every_page(client: Client, site: Site) -> None:
    site.answers["/robots.txt"] = Answer(b"", status=404)
    for number in range(10):
        site.answers[f"/{number}"] = say_nothing
        refusal(client, site, f"/{number}", replace(TERMS, seconds=0.1))
    assert len(site.paths()) <= 1 + 6


def test_redirects_are_followed_and_logged(client: Client, site: Site) -> None:
    site.answers["/a"] = Answer(status=301, headers={"Location": "b?x=1#here"})
    site.answers["/b?x=1"] = Answer(status=307, headers={"Location": site.url("/c")})
    site.answers["/c"] = Answer(PAGE)
    log: list[Exchange] = []
    assert client.get(site.url("/a"), TERMS, log.append).url == site.url("/c")
    assert [(exchange.url, exchange.status) for exchange in log] == [
        (site.url("/a"), 301),
        (site.url("/b?x=1"), 307),
        (site.url("/c"), 200),
    ]


def test_endless_redirects_end(client: Client, site: Site) -> None:
    site.answers["/page"] = Answer(status=302, headers={"Location": "/page"})
    error = refusal(client, site)
    assert error.reason is RejectReason.REFUSED
    assert "more than 10 redirects" in error.detail


def wall(handler: Handler) -> Answer:
    if "visitor=1" in handler.headers.get("Cookie", ""):
        return Answer(PAGE)
    return Answer(status=302, headers={"Location": handler.path, "Set-Cookie": "visitor=1; Path=/"})


def test_a_cookie_wall_is_passed_and_its_cookie_forgotten(client: Client, site: Site) -> None:
    site.answers |= {"/page": wall, "/other": Answer(PAGE)}
    assert get(client, site).body == PAGE
    get(client, site, "/other")
    assert "cookie" not in site.asked[-1].headers


TYPES = {"image/png": False, "application/pdf": False, "video/mp4": False, "application/octet-stream": False}
TYPES |= {"text/html": True, "TEXT/HTML;charset=gbk": True, "text/plain": True, "application/xhtml+xml": True}


@pytest.mark.parametrize(("content_type", "is_read"), TYPES.items())
def test_only_texts_are_read(client: Client, site: Site, content_type: str, is_read: bool) -> None:
    site.answers["/page"] = Answer(PAGE, content_type=content_type)
    if is_read:
        assert get(client, site).body == PAGE
    else:
        error = refusal(client, site)
        assert (error.reason, error.detail) == (RejectReason.REFUSED, f"{content_type} is no page")


def test_a_page_without_a_type_is_read(client: Client, site: Site) -> None:
    site.answers["/page"] = Answer(PAGE, content_type=None)
    assert get(client, site).body == PAGE


def test_an_unknown_encoding_is_refused(client: Client, site: Site) -> None:
    site.answers["/page"] = packed("zstd, gzip", PAGE)
    assert refusal(client, site).reason is RejectReason.REFUSED


def test_a_head_without_end_is_refused(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.http.FIRST_WAIT", 0.01)
    site.answers["/page"] = Answer(PAGE, headers={"X-Long": "a" * 1_000_000})
    assert refusal(client, site).reason is RejectReason.UNREADABLE
