"""Pages that a feed tells of: RSS and Atom of every version, and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import feedparser

from ingest.errors import PermanentError, RejectReason
from ingest.records import Exchange, PageRef
from ingest.sources.entries import FeedSource
from ingest.sources.lists import Ask, failed


def discover(source: FeedSource, ask: Ask) -> Iterator[PageRef]:
    """List the feed's pages in its order; a feed that can't be had or read is one failed reference."""
    try:
        for link in links(ask(source.url)):
            yield PageRef(source.name, link)
    except PermanentError as error:
        yield failed(source.name, source.url, error)


def links(answer: Exchange) -> list[str]:
    """Give the addresses of a feed's entries; raises PermanentError where it is no feed."""
    if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_links(answer.body)
    headers = {"content-location": answer.url, "content-type": answer.header("content-type") or "application/xml"}
    parsed = feedparser.parse(answer.body, response_headers=headers, sanitize_html=False)
    if not parsed.get("version"):
        raise PermanentError(RejectReason.BROKEN, "neither RSS nor Atom nor JSON Feed")
    return [str(entry.link) for entry in parsed.entries if entry.get("link")]


def _json_links(body: bytes) -> list[str]:
    try:
        feed = json.loads(body)
        entries = feed["items"]
        found = (entry.get("url") or entry.get("external_url") for entry in entries)
        return [str(link) for link in found if link]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PermanentError(RejectReason.BROKEN, f"no JSON Feed: {type(error).__name__} {error}") from error
