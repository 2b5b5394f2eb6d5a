"""The records that pass between the steps. Field names of facts are those of the warehouse's columns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from ingest.errors import PermanentError


def digest(*parts: str) -> str:
    """Give a key of 16 hex digits that depends on the parts and on nothing else."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def host_of(address: str | None) -> str | None:
    """Give the host of an address of the web, without `www.`; None where it is none."""
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:  # no address that can be taken apart
        return None
    return host.removeprefix("www.") if host else None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched, byte for byte.

    `source` is the entry of sources.yml that brought it, `source_uri` the address that it was asked for
    (`file:///...` or `https://...`), `url` the address that it names as its own, where known.
    """

    source: str
    source_uri: str
    content: bytes
    content_type: str | None
    fetched_at: datetime
    url: str | None = None

    @property
    def document_id(self) -> str:
        """The page's key over all its versions."""
        return digest(self.source_uri)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a source's entry says of its pages, for cleaning.

    `keep` and `drop` are selectors (`ingest.selectors`): where the article is, and what on the page is none. `language`
    holds where a page neither shows nor declares one; `place` is the one whose news the source brings.
    """

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    language: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned page.

    `text` is the article's body without its title: one block (paragraph, heading, list item, table row) a line,
    lines joined by one newline, the cells of a table row joined by tabs. `published_on_source` says where the date was
    found: metadata, visible, dateline, address. `source_place` is the place that the source's entry names.
    """

    document_id: str
    content_hash: str
    source: str
    source_uri: str
    site: str | None
    url: str | None
    title: str | None
    published_on: date | None
    published_on_source: str | None
    language: str | None
    text: str
    fetched_at: datetime
    source_place: str | None = None


@dataclass(frozen=True, slots=True)
class TradeFigure:
    """One statement about one economy's trade, investment, contracted projects or deals.

    The meaning of each field is given in docs/data-dictionary.md. `span_start` and `span_end` are offsets of the
    quote in the document's text, `rule` names the rule that made the record, `confidence` lies between 0 and 1.
    """

    indicator: str
    reporter: str
    partner: str
    direction: str | None
    scope: str | None
    value: float | None
    currency: str | None
    qualifier: str | None
    alt_value: float | None
    alt_currency: str | None
    change_pct: float | None
    change_basis: str | None
    share_pct: float | None
    share_of: str | None
    period_start: date | None
    period_end: date | None
    period_text: str | None
    status: str
    quote: str
    span_start: int
    span_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Participants:
    """How many of what took part in an event: 3200 (about) enterprises."""

    count: float
    qualifier: str
    what: str


@dataclass(frozen=True, slots=True)
class Event:
    """A named gathering with a date or a place, as one page tells it. Fields as in docs/data-dictionary.md."""

    name: str
    event_type: str
    edition: int | None
    start_date: date | None
    end_date: date | None
    date_precision: str | None
    city: str | None
    region: str | None
    country: str | None
    hosts: tuple[str, ...]
    attendance_mode: str | None
    participants: tuple[Participants, ...]
    status: str
    quote: str
    span_start: int
    span_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reject:
    """A page that was set aside, with the reason (`errors.RejectReason`) and what was found."""

    source: str
    source_uri: str
    content_hash: str | None
    reason_code: str
    detail: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class PageRef:
    """Where a page can be fetched: what a source lists before anything is read.

    `origin` says where its bytes lie when that is not the address itself (`archive.warc.gz#1234`). A reference with a
    `reason_code` is one that failed already: a source's own list that could not be had.
    """

    source: str
    source_uri: str
    origin: str | None = None
    reason_code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request over HTTP and its answer; `body` is decoded, and empty where it was not read."""

    url: str
    sent_at: datetime
    request_headers: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Give a header of the answer, by its name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What asking for a page gave: the page, or why there is none, or neither where it is as it was (HTTP 304)."""

    page: Page | None
    error: PermanentError | None
    asked_at: datetime
    exchanges: tuple[Exchange, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Visit:
    """What one run found at one address; every discovered page has exactly one.

    `outcome` is new, changed, unchanged or rejected; loading tells which of the new and changed pages are duplicates.
    `landed_file` names the file of the landing zone into which this visit brought the page, `landed_at` the time at
    which the landing zone got these bytes, now or before.
    `redirects` are the addresses that the page's own sent on to, in order. `http_status` is the last answer's, null
    where nothing was asked; `etag` and `last_modified` are what the server wants to be told at the next visit; `bytes`
    and `seconds` are what the visit cost.
    """

    source: str
    source_uri: str
    content_hash: str | None
    outcome: str
    reason_code: str | None
    detail: str | None
    visited_at: datetime
    landed_file: str | None = None
    landed_at: datetime | None = None
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    bytes: int = 0
    seconds: float = 0.0
    redirects: tuple[str, ...] = ()

    @property
    def document_id(self) -> str:
        """The page's key over all its versions."""
        return digest(self.source_uri)
