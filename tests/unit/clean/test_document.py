from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.clean import as_document, clean_page, read_by_source
from ingest.clean.document import is_markup
from ingest.errors import PermanentError, RejectReason
from ingest.records import Overrides, Page

MakePage = Callable[..., Page]
ARTICLE = "<p>The trade of Laos with China grew by 5 percent in 2017, the customs office said.</p>" * 5
# Pieces of which pages are made that no author would write.
PIECES = st.sampled_from(
    [
        *["<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<img>", "<br>", "</a>"],
        *["<a href='x'>", "<ul><li>", "<h1>", "</h1>", "<!--", "-->", "<script>", "</script>", "<form>"],
        *["<title>", "</title>", "<html>", "<body>", "</body>", "<o:p>", "<![CDATA[", "<?xml", "&nbsp;"],
        *["&#0;", "&#xD800;", "|", "\n", "  ", "Print", "Related Stories", "© 2020", "May 5, 2020"],
        *["<meta name='date' content='2020-99-99'>", "2020-01-01", "据南宁海关统计"],
        "Trade of Laos grew by 5 percent in May. ",
    ]
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", RejectReason.EMPTY),
        (b" \n\t ", RejectReason.EMPTY),
        (b"a" * 2_000_001, RejectReason.TOO_LARGE),
        (b"\x89PNG\r\n\x1a\n" + b"\x01" * 99, RejectReason.BINARY),
        (b"<html><body><p>a\0b</p></body></html>", RejectReason.BINARY),
        (gzip.compress(ARTICLE.encode())[:-9], RejectReason.BROKEN),
        (b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, RejectReason.TOO_DEEP),
        (b"<html><body>" + b"<b>" * 100_000 + b"x", RejectReason.TOO_DEEP),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", RejectReason.NO_TEXT),
        (b"Home\nNews\nContact us\n", RejectReason.NO_TEXT),
    ],
    ids=["empty", "blank", "large", "png", "nul", "cut gzip", "deep", "deep unclosed", "menu only", "menu dump"],
)
def test_pages_that_are_set_aside(make_page: MakePage, content: bytes, reason: RejectReason) -> None:
    with pytest.raises(PermanentError) as refusal:
        clean_page(make_page(content), max_bytes=2_000_000)
    assert refusal.value.reason is reason


@pytest.mark.parametrize("depth", [300, 900])
def test_deep_markup_below_the_limit_is_read(make_page: MakePage, depth: int) -> None:
    page = f"<html><body>{'<div>' * depth}{ARTICLE}{'</div>' * depth}</body></html>"
    assert clean_page(make_page(page)).text.startswith("The trade of Laos")


def test_unclosed_paragraphs_are_not_deep(make_page: MakePage) -> None:
    assert clean_page(make_page("<html><body>" + "<p>x" * 2_000 + ARTICLE)).text


def test_a_gzip_page_is_read(make_page: MakePage) -> None:
    packed = gzip.compress(f"<html><body><h1>Trade of Laos</h1>{ARTICLE}</body></html>".encode())
    assert clean_page(make_page(packed)).title == "Trade of Laos"


def test_a_gbk_page_without_declaration_is_read(make_page: MakePage) -> None:
    text = "据南宁海关统计，今年上半年广西对东盟进出口总值达到一千六百亿元，同比增长九成。"
    page = f"<html><body><h1>广西对东盟进出口增长</h1>{f'<p>{text}</p>' * 4}</body></html>".encode("gbk")
    document = clean_page(make_page(page))
    assert (document.title, document.language) == ("广西对东盟进出口增长", "zh")
    assert text in document.text


def test_the_record_carries_what_the_page_was(make_page: MakePage) -> None:
    page = make_page(
        f"<html lang='en'><body><h1>Trade of Laos</h1>{ARTICLE}</body></html>", uri="https://a.example/2018/01/02/x"
    )
    document = clean_page(page)
    assert (document.document_id, document.content_hash) == (page.document_id, page.content_hash)
    assert (document.source, document.source_uri, document.url) == ("test", page.source_uri, page.url)
    assert (str(document.published_on), document.published_on_source) == ("2018-01-02", "address")
    assert document.site == "a.example"
    assert (document.language, document.fetched_at) == ("en", page.fetched_at)


def test_markup_is_told_from_text() -> None:
    assert is_markup("<p>one<br>two")
    assert not is_markup("if a < b and b > c: 3 <- 4 <em>")


def check(page: Page) -> None:
    """A page becomes a document whose lines hold something, or is refused with a reason: nothing else happens."""
    try:
        document = clean_page(page)
    except PermanentError:
        return
    assert all(line.strip() for line in document.text.split("\n"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
@example(b"<p>\xff\xfe<p>")
@example(b"\xff\xfe\x00\xd8")
def test_no_bytes_crash(make_page: MakePage, content: bytes) -> None:
    check(make_page(content))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_text_crashes(make_page: MakePage, content: str) -> None:
    check(make_page(content.encode("utf-8", "surrogatepass")))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_markup_crashes(make_page: MakePage, pieces: list[str]) -> None:
    check(make_page("".join(pieces)))


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("", "<p>Abak kadin ulo peret makal, tadol 5 percent virok.</p>" * 3, "lo"),
        (' lang="km"', "<p>Abak kadin ulo peret makal, tadol 5 percent virok.</p>" * 3, "km"),
        ("", "<p>The trade of the country with its neighbours was on the rise for a year.</p>" * 3, "en"),
    ],
    ids=["default", "declared", "seen"],
)  # fmt: skip
def test_the_language_of_a_source_is_the_last_resort(lang: str, text: str, language: str, make_page: MakePage) -> None:
    page = make_page(f"<html{lang}><body><article><h1>Trade</h1>{text}</article></body></html>")
    overrides = Overrides(language="lo", place="Laos")
    assert read_by_source({"test": overrides}, page).language == language
    document = clean_page(page, overrides)
    assert (document.language, document.source_place) == (language, "Laos")


def test_a_source_without_an_entry_has_nothing_to_say(make_page: MakePage) -> None:
    page = make_page(
        "<article><p>The trade of the country with its neighbours was on the rise for a year.</p></article>"
    )
    assert read_by_source({"other": Overrides(language="lo")}, page) == read_by_source({}, page)


@pytest.mark.parametrize(
    ("head", "url"),
    [("", "https://mirror.example/2"), ("<link rel='canonical' href='https://b.example/1'>", "https://b.example/1")],
    ids=["names no address", "names one"],
)
def test_an_article_found_at_two_addresses_belongs_to_each(head: str, url: str, make_page: MakePage) -> None:
    first = make_page(f"<html><head><title>Trade</title>{head}</head><body><article>{ARTICLE}</article></body></html>")
    copy = replace(first, source_uri="https://mirror.example/2", url=None)
    document = as_document(read_by_source({}, first), copy, copy.content_hash, None)
    assert document == clean_page(copy)
    assert (document.url, document.document_id) == (url, copy.document_id)
