"""Pages that a sitemap tells of: plain and news sitemaps, indexes of sitemaps, gzip, and plain lists of addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lxml import etree

from ingest.errors import PermanentError, RejectReason
from ingest.records import PageRef
from ingest.sources.decoding import read_body
from ingest.sources.entries import SitemapSource
from ingest.sources.lists import Ask, failed

MOST_FILES = 200  # of one source; an index that names more is read from its newest
DEEPEST = 3  # indexes within indexes; the protocol knows one level
MAX_BYTES = 52_428_800  # unpacked, by the protocol
GZIP = b"\x1f\x8b"


class Place(NamedTuple):
    """One `<url>` or `<sitemap>`: its address, and when it last changed, where that is told."""

    address: str
    changed: datetime | None


def discover(source: SitemapSource, ask: Ask) -> Iterator[PageRef]:
    """List the pages of a sitemap and of all that it names, the newest first; each file that fails is one reference."""
    oldest = datetime.now(UTC) - timedelta(days=source.max_age_days) if source.max_age_days else None
    files = [(source.url, 0)]
    pages: list[Place] = []
    for number in range(MOST_FILES):
        if number >= len(files):
            break
        address, depth = files[number]
        try:
            is_index, places = read_sitemap(ask(address).body)
        except PermanentError as error:
            yield failed(source.name, address, error)
            continue
        recent = newest_first(place for place in places if oldest is None or (place.changed or oldest) >= oldest)
        if not is_index:
            pages += recent
        elif depth < DEEPEST:
            files += [(place.address, depth + 1) for place in recent if place.address not in dict(files)]
    for page in newest_first(pages):
        yield PageRef(source.name, page.address)


def newest_first(places: Iterator[Place] | list[Place]) -> list[Place]:
    """Order by the time of the last change; those that tell none come last, in their own order."""
    return sorted(places, key=lambda place: place.changed or datetime.min.replace(tzinfo=UTC), reverse=True)


def read_sitemap(body: bytes) -> tuple[bool, list[Place]]:
    """Say whether it is an index, and what it names; raises PermanentError where it is no sitemap."""
    if body.startswith(GZIP):
        body = read_body([body], "gzip", MAX_BYTES)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"http"):
        return False, [Place(line.strip(), None) for line in body.decode("utf-8-sig", "replace").splitlines() if line]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise PermanentError(RejectReason.BROKEN, f"no sitemap: {error}") from error
    kind = _local(root) if root is not None else ""
    if kind not in {"urlset", "sitemapindex"}:
        raise PermanentError(RejectReason.BROKEN, f"no sitemap: its root is <{kind}>")
    return kind == "sitemapindex", [place for node in root if (place := _place(node))]


def _place(node: etree._Element) -> Place | None:
    children = [child for child in node.iter() if isinstance(child.tag, str)]
    told = {_local(child): (child.text or "").strip() for child in reversed(children)}  # images have a <loc> too
    address = told.get("loc")
    return Place(address, _moment(told.get("lastmod") or told.get("publication_date") or "")) if address else None


def _moment(text: str) -> datetime | None:
    """Read a W3C date: a year, a month, a day, or a time with its zone."""
    padded = text + "0000-01-01"[len(text) :] if len(text) in {4, 7} else text
    try:
        moment = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _local(node: etree._Element) -> str:
    """Give an element's name without its namespace, which real sitemaps often get wrong."""
    return str(node.tag).rpartition("}")[2].lower()
