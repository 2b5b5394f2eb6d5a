"""What feeds, sitemaps and pages of links name, without asking anyone."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.errors import PermanentError, RejectReason, TradepagesError
from ingest.records import Exchange, PageRef
from ingest.sources import crawl, feed, sitemap, urls
from ingest.sources.entries import CrawlSource, FeedSource, SitemapSource, UrlsSource

ROOT = "https://news.example"


def answer(body: bytes | str, address: str = f"{ROOT}/list", content_type: str = "text/xml") -> Exchange:
    raw = body.encode() if isinstance(body, str) else body
    return Exchange(address, datetime.now(UTC), (), 200, "OK", (("Content-Type", content_type),), raw)


class Shelf:
    """Lists by their address; what is not there is told as an error."""

    def __init__(self, **lists: bytes | str) -> None:
        self.lists = {f"{ROOT}/{name}": body for name, body in lists.items()}
        self.asked: list[str] = []

    def __call__(self, address: str) -> Exchange:
        self.asked.append(address)
        if address not in self.lists:
            raise PermanentError(RejectReason.HTTP_ERROR, "HTTP 404")
        return answer(self.lists[address], address)


def found(refs: object) -> list[str]:
    return [ref.source_uri for ref in refs if ref.reason_code is None]  # type: ignore[attr-defined]


FEEDS = {
    "RSS 2.0": '<rss version="2.0"><channel><item><link>https://news.example/a</link></item></channel></rss>',
    "RSS 1.0": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <item rdf:about="https://news.example/a"><link>https://news.example/a</link></item></rdf:RDF>""",
    "Atom": """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="edit" href="https://news.example/edit"/>
        <link rel="alternate" href="https://news.example/a"/></entry></feed>""",
    "Atom with relative links": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/></entry></feed>',
    "RSS that is not well formed": '<rss version="2.0"><channel><item><link>https://news.example/a</link>&nbsp;<br></item>',
    "RSS behind blanks": '\n <rss version="2.0"><channel><item><link>\nhttps://news.example/a\n</link></item></channel></rss>',
    "RSS with a permanent id only": """<rss version="2.0"><channel><item><guid isPermaLink="true">https://news.example/a</guid>
        </item></channel></rss>""",
    "JSON Feed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "url": f"{ROOT}/a"}]}),
    "JSON Feed with a mark": "\ufeff" + json.dumps({"items": [{"external_url": f"{ROOT}/a"}, {"id": "without"}]}),
}


@pytest.mark.parametrize("body", FEEDS.values(), ids=FEEDS)
def test_a_feed_names_its_pages(body: str) -> None:
    assert feed.links(answer(body)) == [f"{ROOT}/a"]


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
NO_FEEDS = {
    "HTML": "<html><body>not found</body></html>",
    "nothing": "",
    "other JSON": '{"error": "no such feed"}',
    "JSON of another shape": '{"items": [1, 2]}',
    "broken JSON": '{"items": [',
    "deep JSON": '{"items": ' + "[" * 100_000,
}


@pytest.mark.parametrize("body", NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_told(body: str) -> None:
    source = FeedSource(name="news", kind="feed", url=f"{ROOT}/list")
    [ref] = feed.discover(source, lambda address: answer(body, address))
    assert (ref.source_uri, ref.reason_code) == (f"{ROOT}/list", RejectReason.BROKEN)


def test_a_feed_that_is_not_there_is_told() -> None:
    source = FeedSource(name="news", kind="feed", url=f"{ROOT}/feed")
    assert list(feed.discover(source, Shelf())) == [
        PageRef("news", f"{ROOT}/feed", reason_code="http_error", detail="HTTP 404")
    ]


def a_sitemap(*entries: str, kind: str = "urlset") -> str:
    return f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(entries)}</{kind}>'


def entry(name: str, changed: str = "", kind: str = "url") -> str:
    return f"<{kind}><loc> {ROOT}/{name} </loc><lastmod>{changed}</lastmod></{kind}>"


def maps(shelf: Shelf, **fields: object) -> list[PageRef]:
    source = SitemapSource(name="news", kind="sitemap", url=f"{ROOT}/map", **fields)  # type: ignore[arg-type]
    return list(sitemap.discover(source, shelf))


def test_a_sitemap_names_its_pages_the_newest_first() -> None:
    days = ["2026-11-01", "2026-11-20T08:00:00+08:00", "2026", "2026-11", "yesterday", "2026-11-20T00:00:01Z"]
    body = a_sitemap(*(entry(str(number), day) for number, day in enumerate(days)))
    assert [ref[-1] for ref in found(maps(Shelf(map=body)))] == ["5", "1", "0", "3", "2", "4"]


def test_an_index_leads_to_sitemaps_packed_or_not() -> None:
    shelf = Shelf(
        map=a_sitemap(*(entry(name, kind="sitemap") for name in ("one", "two", "lost", "map")), kind="sitemapindex"),
        one=a_sitemap(entry("a")),
        two=gzip.compress(a_sitemap(entry("b")).encode()),
    )
    refs = maps(shelf)
    assert found(refs) == [f"{ROOT}/a", f"{ROOT}/b"]
    assert [ref.source_uri for ref in refs if ref.reason_code] == [f"{ROOT}/lost"]
    assert shelf.asked == [f"{ROOT}/{name}" for name in ("map", "one", "two", "lost")]  # each once


def test_old_pages_and_old_sitemaps_are_passed_over() -> None:
    today, old = f"{datetime.now(UTC):%Y-%m-%d}", f"{datetime.now(UTC) - timedelta(days=40):%Y-%m-%d}"
    shelf = Shelf(
        map=a_sitemap(entry("new", today, "sitemap"), entry("old", old, "sitemap"), kind="sitemapindex"),
        new=a_sitemap(entry("a", today), entry("b", old), entry("c")),
    )
    assert found(maps(shelf, max_age_days=30)) == [f"{ROOT}/a", f"{ROOT}/c"]
    assert f"{ROOT}/old" not in shelf.asked


def test_a_list_of_lines_is_a_sitemap() -> None:
    assert found(maps(Shelf(map=f"{ROOT}/a\n{ROOT}/b\n\n"))) == [f"{ROOT}/a", f"{ROOT}/b"]


def test_endless_indexes_end() -> None:
    index = a_sitemap(*(entry(f"m{n}", kind="sitemap") for n in range(300)), kind="sitemapindex")
    shelf = Shelf(map=index, **{f"m{n}": index for n in range(300)})
    assert maps(shelf) == []
    assert len(shelf.asked) == sitemap.MOST_FILES


NO_SITEMAPS = {
    "HTML": "<html><body>not found</body></html>",
    "nothing": "",
    "broken gzip": b"\x1f\x8b\x08garbage",
    "entities": BOMB + "]><urlset><url><loc>&i;</loc></url></urlset>",
    "a file in an entity": '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><u><url><loc>&x;</loc></url></u>',
}


@pytest.mark.parametrize("body", NO_SITEMAPS.values(), ids=NO_SITEMAPS)
def test_what_is_no_sitemap_brings_nothing(body: bytes | str) -> None:
    refs = maps(Shelf(map=body))
    assert found(refs) == []
    assert "passwd" not in str(refs)
    assert len(str(refs)) < 2_000


def test_a_packed_bomb_of_a_sitemap_is_refused() -> None:
    [ref] = maps(Shelf(map=gzip.compress(bytes(60_000_000))))
    assert ref.reason_code == RejectReason.TOO_LARGE


def walk(shelf: Shelf, **fields: object) -> list[PageRef]:
    known = {"name": "news", "kind": "crawl", "start": f"{ROOT}/index", "include": (r"/news/\d+",)}
    return list(crawl.discover(CrawlSource(**known | fields), shelf))  # type: ignore[arg-type]


def linking(*links: str) -> str:
    return "<html><body>" + "".join(f'<a href="{link}">more</a>' for link in links) + "</body></html>"


def test_a_walk_brings_what_matches_and_follows_what_it_may() -> None:
    shelf = Shelf(
        index=linking(
            "/news/1", "news/2?utm_source=x", "/page/2", "/about", "mailto:a@b.example", "javascript:void(0)"
        ),
        **{
            "page/2": linking("/news/1", "/news/3#top", "/page/3", "https://other.example/page/9"),
            "page/3": linking("/news/4"),
        },
    )
    assert found(walk(shelf)) == [f"{ROOT}/news/1", f"{ROOT}/news/2"]
    assert found(walk(shelf, follow=(r"/page/",), depth=1))[2:] == [f"{ROOT}/news/3"]
    shelf.asked.clear()
    assert found(walk(shelf, follow=(r"/page/",), depth=2))[2:] == [f"{ROOT}/news/3", f"{ROOT}/news/4"]
    assert shelf.asked == [f"{ROOT}/index", f"{ROOT}/page/2", f"{ROOT}/page/3"]
    assert found(walk(shelf, follow=(r"/page/",), depth=9, max_lists=2))[2:] == [f"{ROOT}/news/3"]


def test_a_walk_minds_the_base_of_a_page() -> None:
    shelf = Shelf(index='<html><head><base href="/deep/"></head><body><a href="news/1">x</a></body></html>')
    assert found(walk(shelf)) == [f"{ROOT}/deep/news/1"]


def test_a_list_that_fails_is_told_and_the_walk_goes_on() -> None:
    shelf = Shelf(index=linking("/page/1", "/page/2"), **{"page/2": linking("/news/1")})
    refs = walk(shelf, follow=("/page/",))
    assert [(ref.source_uri, ref.reason_code) for ref in refs] == [
        (f"{ROOT}/page/1", "http_error"),
        (f"{ROOT}/news/1", None),
    ]


@pytest.mark.parametrize("body", ["", "   ", "plain text", "<html/>", b"\xff\xfe\x00", '<a href="http://[">x</a>'])
def test_a_page_without_links_ends_a_walk(body: bytes | str) -> None:
    assert walk(Shelf(index=body)) == []


def test_addresses_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_text(f"# ministries\n{ROOT}/a\n\n{ROOT}/b#c # the second\n")
    source = UrlsSource(name="news", kind="urls", urls=(f"{ROOT}/0",), file=path)
    assert found(urls.discover(source)) == [f"{ROOT}/0", f"{ROOT}/a", f"{ROOT}/b#c"]
    path.unlink()
    with pytest.raises(TradepagesError, match=r"source 'news': .*urls.txt cannot be read"):
        list(urls.discover(source))
