"""Read what a batch holds, each content once: pages of the same bytes are parsed once, documents of one text read once.

A copy is a page of its own all the same, with its own address and facts, for the page that it copies may change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from ingest import lake, landing, sources
from ingest.errors import PermanentError
from ingest.records import Document, Overrides, Page, Reject, host_of
from ingest.settings import Settings
from ingest.workers import Limits, work_through

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

COMPARED_PAGES = 12  # of a site, among which repeated lines are looked for; a batch with fewer gets earlier ones


class Content(NamedTuple):
    """All that decides what is read from a page; where it was found does not."""

    content_hash: str
    content_type: str | None
    overrides: Overrides | None


class Facts(NamedTuple):
    """What a batch's documents state, as rows, and the documents that could not be read."""

    figures: list[lake.Row]
    events: list[lake.Row]
    rejects: list[Reject]


def clean(warc: Path, run_id: str, settings: Settings) -> tuple[list[Document], list[Reject]]:
    """Clean the pages of a file of the landing zone; give their documents, and the pages that are none."""
    from ingest.clean import as_document, read_by_source, without_repeated  # takes most of a second

    overrides = sources.overrides(settings.sources_file)
    own: set[str] = set()
    documents: list[Document] = []
    neighbours: list[Document] = []
    rejects: list[Reject] = []
    for page, content, result in each_once(
        partial(read_by_source, overrides),
        _with_neighbours(warc, run_id, own, settings),
        lambda page: Content(page.content_hash, page.content_type, overrides.get(page.source)),
        _limits(settings),
        kept=lambda page: replace(page, content=b""),
    ):
        if not isinstance(result, PermanentError):
            place = content.overrides.place if content.overrides else None
            document = as_document(result, page, content.content_hash, place)
            (documents if page.source_uri in own else neighbours).append(document)
        elif page.source_uri in own:
            rejects.append(_reject(page, content.content_hash, result))
    return without_repeated(documents, neighbours), rejects


def extract(documents: Iterable[Document], settings: Settings) -> Facts:
    """Read the facts out of documents."""
    from ingest.extract import extract_document

    facts = Facts([], [], [])
    for document, _, result in each_once(
        extract_document,
        documents,
        lambda document: (document.text, document.title, document.published_on),
        _limits(settings),
        kept=lambda document: replace(document, text=""),
    ):
        if isinstance(result, PermanentError):
            facts.rejects.append(_reject(document, document.content_hash, result))
        else:
            facts.figures.extend(lake.figure_row(document, figure) for figure in result.figures)
            facts.events.extend(lake.event_row(document, event) for event in result.events)
    return facts


def each_once(
    function: Callable[[T], R], items: Iterable[T], key: Callable[[T], K], limits: Limits, kept: Callable[[T], T]
) -> Iterator[tuple[T, K, R | PermanentError]]:
    """Call `function` in workers on the first item of each key; give every item, with its key and that result.

    `kept` takes from an item what is not needed once it was worked on.
    """
    seen: list[tuple[T, K]] = []

    def first_ones() -> Iterator[T]:
        keys: set[K] = set()
        for item in items:
            own = key(item)
            seen.append((kept(item), own))
            if own not in keys:
                keys.add(own)
                yield item

    results = {key(item): result for item, result in work_through(function, first_ones(), limits)}
    for item, own in seen:
        yield item, own, results[own]


def _with_neighbours(warc: Path, run_id: str, own: set[str], settings: Settings) -> Iterator[Page]:
    """Give a landed batch's pages, noted in `own`, then earlier ones of sites of which it has too few to compare."""
    counts: Counter[str] = Counter()
    for page in landing.read_pages(warc):
        own.add(page.source_uri)
        if host := host_of(page.source_uri):
            counts[host] += 1
        yield page
    missing = {host: COMPARED_PAGES - count for host, count in counts.items() if count < COMPARED_PAGES}
    if missing:
        earlier = landing.pages_before(settings.landing, run_id, missing)
        yield from (page for page in earlier if page.source_uri not in own)


def _reject(page: Page | Document, content_hash: str, error: PermanentError) -> Reject:
    return Reject(page.source, page.source_uri, content_hash, error.reason, error.detail, page.fetched_at)


def _limits(settings: Settings) -> Limits:
    return Limits(settings.page_seconds, settings.worker_memory_mb, settings.workers)
