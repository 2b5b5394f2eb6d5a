"""Whole nights over a site of our own: what comes, what is asked again, what stays when it is gone."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.cli import main as warcio

from ingest import runner, steps
from ingest.settings import Settings
from tests.unit.ingest.conftest import Night, article
from tests.web.conftest import page, rows, write_sources
from tests.web.site import Answer, Site

GBK = """<html><head><meta charset="gbk"><title>广西与东盟贸易</title></head><body><article><h1>广西与东盟贸易</h1>
<p>据南宁海关统计，今年前三季度广西对东盟进出口增长，边境口岸通关时间继续缩短，企业在沿边地区建设仓库和冷链。</p>
<p>当地官员表示，将继续扩大开放，支持企业参加中国东盟博览会，推动跨境产业链和供应链合作，提升贸易便利化水平。</p>
</article></body></html>"""

ROBOTS = b"User-agent: *\nDisallow: /members/\n"
SITEMAP_INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{0}/news.xml.gz</loc></sitemap><sitemap><loc>{0}/lost.xml</loc></sitemap></sitemapindex>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{0}/gbk.html</loc><lastmod>2026-11-20</lastmod></url>
<url><loc>{0}/latin.html</loc><image:image><image:loc>{0}/picture.png</image:loc></image:image></url>
<url><loc>{0}/members/secret.html</loc><news:news><news:publication_date>2026-11-21T08:00:00+08:00</news:publication_date>
</news:news></url></urlset>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>{0}/one.html?utm_source=rss</link></item><item><link>/moved.html</link></item>
<item><link>{0}/gone.html</link></item><item><link>{0}/picture.png</link></item></channel></rss>"""
FOUND = ["/gbk.html", "/latin.html", "/moved.html", "/one.html"]  # the pages that may be read


@pytest.fixture
def news(site: Site, home: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with a feed and a sitemap, and the sources that read it."""
    site.answers = {
        "/robots.txt": Answer(ROBOTS, content_type="text/plain"),
        "/feed.xml": Answer(FEED.format(site.root).encode(), content_type="application/rss+xml", tagged=True),
        "/sitemap.xml": Answer(SITEMAP_INDEX.format(site.root).encode(), content_type="text/xml", tagged=True),
        "/news.xml.gz": Answer(gzip.compress(SITEMAP.format(site.root).encode(), mtime=0), tagged=True),
        "/quiet.xml": Answer(b'<rss version="2.0"><channel></channel></rss>', tagged=True),
        "/one.html": page("Exports rise"),
        "/moved.html": Answer(status=301, headers={"Location": "/new.html"}),
        "/new.html": page("Ports open"),
        "/gbk.html": Answer(GBK.encode("gbk"), content_type="text/html; charset=gb2312", tagged=True),
        "/latin.html": Answer(article("Café prices").encode(), content_type="text/html; charset=latin-9", tagged=True),
        "/picture.png": Answer(b"\x89PNG", content_type="image/png"),
    }
    sources = [
        {"name": "feed", "kind": "feed", "url": site.url("/feed.xml"), "delay": 0, "allow_private": True},
        {"name": "sitemap", "kind": "sitemap", "url": site.url("/sitemap.xml"), "delay": 0, "allow_private": True},
        {"name": "inside", "kind": "urls", "urls": [site.url("/one.html#top"), "http://[::1]:1/"], "delay": 0},
        {"name": "quiet", "kind": "feed", "url": site.url("/quiet.xml"), "delay": 0, "allow_private": True},
        {"name": "off", "kind": "urls", "urls": [site.url("/off.html")], "enabled": False},
    ]
    write_sources(home, sources, monkeypatch)
    return site


def visits(site: Site, run_id: str) -> dict[str, str]:
    """Give what became of each address in a run, by its path."""
    query = f"select source_uri, coalesce(reason_code, outcome) from raw.page_visits where run_id = '{run_id}'"
    return {uri.removeprefix(site.root): told for uri, told in rows(query)}


def contents() -> dict[str, list[tuple[Any, ...]]]:
    tables = ("documents", "trade_figures", "events", "rejects", "page_visits", "source_runs")
    return {table: sorted(rows(f"select * from raw.{table}"), key=str) for table in tables}


def test_a_first_night_brings_all_pages_that_may_be_read(news: Site, night: Night) -> None:
    busy = [Answer(status=429, headers={"Retry-After": "1"}), Answer(status=500), news.answers["/one.html"]]
    news.answers["/one.html"] = lambda _: busy.pop(0)
    night("monday")
    assert visits(news, "monday") == dict.fromkeys(FOUND, "new") | {
        "/gone.html": "http_error",
        "/picture.png": "refused",
        "/members/secret.html": "robots",
        "/lost.xml": "http_error",
        "http://[::1]:1/": "refused",
    }
    assert "/members/secret.html" not in news.paths()
    titles = {title for (title,) in rows("select title from raw.documents")}
    assert titles == {"Exports rise", "Ports open", "广西与东盟贸易", "Café prices"}
    [(url,)] = rows("select url from raw.documents where source_uri like '%/moved.html'")
    assert url == news.url("/new.html")
    redirects = "select source_uri, redirects from raw.page_visits where redirects != []"
    assert rows(redirects) == [(news.url("/moved.html"), [news.url("/new.html")])]
    [(robots,)] = rows("select detail from raw.rejects where reason_code = 'robots'")
    assert robots == f"robots.txt asks not to fetch {news.url('/members/secret.html')}"


def test_a_second_night_brings_nothing_and_asks_on_condition_only(news: Site, night: Night) -> None:
    night("monday")
    before = contents()
    news.paths()
    night("tuesday")
    asked = {asked.path: asked.headers for asked in news.asked}
    unconditional = {path for path, headers in asked.items() if "if-none-match" not in headers}
    assert unconditional == {"/lost.xml"}  # a list that never came
    assert "/robots.txt" not in asked
    assert "/gone.html" not in asked
    assert {path: told for path, told in visits(news, "tuesday").items() if path in FOUND} == dict.fromkeys(
        FOUND, "unchanged"
    )
    after = contents()
    assert {table for table in after if after[table] != before[table]} == {"page_visits", "source_runs"}


def test_a_changed_page_brings_one_new_version(news: Site, night: Night) -> None:
    night("monday")
    news.answers["/new.html"] = page("Ports stay open")
    night("tuesday")
    assert visits(news, "tuesday")["/moved.html"] == "changed"
    assert rows("select title from raw.documents where source_uri like '%/moved.html' order by fetched_at") == [
        ("Ports open",),
        ("Ports stay open",),
    ]
    assert rows("select count(*) from raw.documents") == [(5,)]


def test_a_page_without_a_tag_is_known_by_its_bytes(news: Site, night: Night) -> None:
    news.answers["/new.html"] = Answer(article("Ports open").encode())
    night("monday")
    night("tuesday")
    assert visits(news, "tuesday")["/moved.html"] == "unchanged"


def test_a_night_of_errors_costs_no_new_version_afterwards(news: Site, night: Night) -> None:
    night("monday")
    good = news.answers["/new.html"]
    news.answers["/new.html"] = Answer(b"maintenance", status=403)
    night("tuesday")
    assert visits(news, "tuesday")["/moved.html"] == "http_error"
    news.answers["/new.html"] = good
    with duckdb.connect(Settings().warehouse) as con:  # a week goes by
        con.execute("update raw.page_visits set visited_at = visited_at - interval 8 days")
    night("wednesday")
    assert visits(news, "wednesday")["/moved.html"] == "unchanged"
    assert [asked.path for asked in news.asked if "if-none-match" in asked.headers].count("/new.html") == 2


def test_what_failed_for_good_is_not_asked_for_every_night(
    news: Site, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRADEPAGES_MAX_PAGE_BYTES", "100000")
    monkeypatch.setattr("ingest.sources.http.FIRST_WAIT", 0.01)
    news.answers["/latin.html"] = Answer(bytes(200_000))
    news.answers["/new.html"] = Answer(status=302, headers={"Location": "/moved.html"})
    news.answers["/gbk.html"] = Answer(status=500)
    night("monday")
    failed = {
        "/gone.html": "http_error",
        "/picture.png": "refused",
        "/latin.html": "too_large",
        "/moved.html": "refused",  # it leads to itself
        "/gbk.html": "http_error",
    }
    assert failed.items() <= visits(news, "monday").items()
    news.paths()
    night("tuesday")
    assert failed.keys() & set(news.paths()) == {"/gbk.html"}  # a trouble of the server may be over
    assert failed.items() <= visits(news, "tuesday").items()
    details = dict(rows("select source_uri, detail from raw.page_visits where run_id = 'tuesday'"))
    assert details[news.url("/gone.html")].startswith("HTTP 404 Not Found (2")
    assert details[news.url("/picture.png")].startswith("image/png is no page (2")
    with duckdb.connect(Settings().warehouse) as con:  # a week goes by
        con.execute("update raw.page_visits set visited_at = visited_at - interval 8 days")
    night("wednesday")
    assert failed.keys() <= set(news.paths())


def test_a_vanished_page_stays_and_is_marked(news: Site, night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night("monday")
    del news.answers["/latin.html"]
    for _ in runner.run_all("tuesday", with_checks=False):
        pass
    query = "select title, is_available from marts.dim_documents order by title"
    assert rows(query) == [
        ("Café prices", False),
        ("Exports rise", True),
        ("Ports open", True),
        ("广西与东盟贸易", True),
    ]


def test_the_landing_zone_holds_requests_and_responses(news: Site, night: Night) -> None:
    night("monday")
    night("tuesday")
    files = sorted(Settings().landing.glob("*.warc.gz"), key=lambda path: "tuesday" in path.name)
    for path in files:
        with pytest.raises(SystemExit, match=r"^0$"):
            warcio(["check", str(path)])
        assert all(record.verify_block_digest() for record in ArchiveIterator(path.open("rb"), parse_http=False))
    records = [
        [
            (record.record_type, record.headers["WARC-Target-URI"].removeprefix(news.root))
            for record in ArchiveIterator(path.open("rb"), parse_http=False)
            if "WARC-Target-URI" in record.headers
        ]
        for path in files
    ]
    monday, tuesday = records
    assert (WarcRecordType.response, "/moved.html") in monday
    assert (WarcRecordType.response, "/new.html") in monday
    assert (WarcRecordType.request, "/new.html") in monday
    assert (WarcRecordType.revisit, "/moved.html") in tuesday
    assert (WarcRecordType.response, "/new.html") not in tuesday
    bodies = {
        record.headers["WARC-Target-URI"].removeprefix(news.root): record.reader.read()
        for record in ArchiveIterator(files[0].open("rb"), record_types=WarcRecordType.response)
    }
    assert bodies["/gbk.html"] == GBK.encode("gbk")
    assert bodies["/moved.html"] == b""


@pytest.mark.parametrize("since", [None, "tuesday"])
def test_the_landing_zone_gives_the_same_tables_again(news: Site, night: Night, since: str | None) -> None:
    night("monday")
    moment = datetime.now(UTC).isoformat()
    news.answers["/new.html"] = page("Ports stay open")
    news.answers["/gbk.html"] = Answer(status=404)
    news.answers["/one.html"] = Answer(b"<html><body><p></p></body></html>")
    night("tuesday")
    before = contents()
    run_dir = steps.prepare_run("replay", from_nothing=since is None)
    batches = steps.take_landed(run_dir, moment if since else None)
    assert len(batches) == (1 if since else 2)
    for landed in batches:
        steps.extract_facts(steps.clean_pages(landed))
    added = steps.load_raw(run_dir)
    steps.publish_warehouse(run_dir)
    assert contents() == before
    assert {reason for (reason,) in rows("select reason_code from raw.rejects")} >= {"no_text", "http_error", "robots"}
    assert added["documents"] == (1 if since else 5)
    assert rows("select found from raw.source_runs where source = 'quiet'") == [(0,), (0,)]


def test_each_run_counts_its_sources(news: Site, night: Night) -> None:
    night("monday")
    night("tuesday")
    counts = "found, new, changed, unchanged, refused, failed"
    assert rows(f"select source, {counts} from raw.source_runs where run_id = 'monday' order by source") == [
        ("feed", 4, 2, 0, 0, 1, 1),
        ("inside", 1, 0, 0, 0, 1, 0),
        ("quiet", 0, 0, 0, 0, 0, 0),
        ("sitemap", 4, 2, 0, 0, 1, 1),
    ]
    assert rows(f"select source, {counts} from raw.source_runs where run_id = 'tuesday' order by source") == [
        ("feed", 4, 0, 0, 2, 1, 1),
        ("inside", 1, 0, 0, 0, 1, 0),
        ("quiet", 0, 0, 0, 0, 0, 0),
        ("sitemap", 4, 0, 0, 2, 1, 1),
    ]
    assert rows(
        "select bool_and(bytes > 0 and seconds > 0) from raw.source_runs where run_id = 'monday' and new > 0"
    ) == [(True,)]
    assert rows("select sum(bytes) from raw.source_runs where run_id = 'tuesday'") == [(0,)]
