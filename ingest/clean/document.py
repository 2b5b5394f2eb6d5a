"""Join the parts of cleaning: bytes -> text -> article lines, title and date -> Document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from ingest.clean.article import Article
from ingest.clean.charset import decode
from ingest.clean.dates import DateContext
from ingest.clean.html import NO_OVERRIDES, read_html
from ingest.clean.language import detect_language
from ingest.clean.text_dump import read_dump
from ingest.errors import PermanentError, RejectReason
from ingest.records import Document, Overrides, Page, host_of

MAX_PAGE_BYTES = 20_000_000
MAX_DEPTH = 1_000  # elements within elements; real pages stay under 100, parsers and copies of trees recurse
# Marks that no reader sees and that part words: soft hyphen, zero-width space, word joiner, byte order mark.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
HINT_REACH = 200_000  # characters in which the page may name the day that a numeric date means
MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|table|tr|td|br|span|meta|article|section|a|h[1-6])\b", re.I)
MARKUP_REACH = 100_000  # characters in which a page must show its markup
# Elements that hold nothing or that the next of their kind closes.
FLAT_TAGS = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|option"
NESTING_TAG = re.compile(rf"<(/?)(?!(?:{FLAT_TAGS})(?![a-z0-9]))[a-z]", re.I)


def clean_page(page: Page, overrides: Overrides = NO_OVERRIDES, max_bytes: int = MAX_PAGE_BYTES) -> Document:
    """Give a page's article as a document, or raise PermanentError with the reason why it has none."""
    return as_document(read_page(page, overrides, max_bytes), page, page.content_hash, overrides.place)


def read_by_source(overrides: Mapping[str, Overrides], page: Page) -> Article:
    """Read a page as the entry of its source says; a source without entry has nothing to say."""
    return read_page(page, overrides.get(page.source, NO_OVERRIDES))


def read_page(page: Page, overrides: Overrides = NO_OVERRIDES, max_bytes: int = MAX_PAGE_BYTES) -> Article:
    """Give the article that a page's bytes hold, or raise PermanentError with the reason why there is none."""
    size = len(page.content)
    if not size:
        raise PermanentError(RejectReason.EMPTY, "the page has no bytes")
    if size > max_bytes:
        raise PermanentError(RejectReason.TOO_LARGE, f"{size} bytes, over the limit of {max_bytes}")
    text = decode(page.content, page.content_type, max_bytes)
    for mark in INVISIBLE:
        text = text.replace(mark, "")
    if not text.strip():
        raise PermanentError(RejectReason.EMPTY, "the page holds only blanks")
    context = DateContext(not_after=page.fetched_at.date() + timedelta(days=1), text=text[:HINT_REACH])
    if is_markup(text):
        refuse_deep(text)
        article = read_html(text, context, found_at(page), overrides)
    else:
        article = read_dump(text, context, found_at(page))
    if not article.lines:
        raise PermanentError(RejectReason.NO_TEXT, "no article was found on the page")
    return replace(article, language=detect_language("\n".join(article.lines), article.language or overrides.language))


def as_document(article: Article, page: Page, content_hash: str, place: str | None) -> Document:
    """Give the document of a page that holds this article; of the page only where and when it was found is asked."""
    url = article.url or found_at(page)
    return Document(
        document_id=page.document_id,
        content_hash=content_hash,
        source=page.source,
        source_uri=page.source_uri,
        site=article.site or host_of(url),
        url=url,
        title=article.title,
        published_on=article.published.day if article.published else None,
        published_on_source=article.published.found_in if article.published else None,
        language=article.language,
        text="\n".join(article.lines),
        fetched_at=page.fetched_at,
        source_place=place,
    )


def found_at(page: Page) -> str | None:
    """Give the address of the web that a page came from, or None for one of a folder."""
    return next((uri for uri in (page.url, page.source_uri) if uri and uri.startswith("http")), None)


def is_markup(text: str) -> bool:
    """Say whether a text is HTML: it shows at least two tags of the common kinds early on."""
    tags = MARKUP.finditer(text, 0, MARKUP_REACH)
    return next(tags, None) is not None and next(tags, None) is not None


def refuse_deep(text: str) -> None:
    """Raise PermanentError for markup nested deeper than MAX_DEPTH, without parsing it."""
    if text.count("<") < MAX_DEPTH:
        return
    depth = 0
    for closing in NESTING_TAG.findall(text):
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise PermanentError(RejectReason.TOO_DEEP, f"elements nested more than {MAX_DEPTH} deep")
