"""Ask sites for what sources list, and for the pages themselves: many hosts at once, each one thing at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice

from ingest.errors import PermanentError
from ingest.records import Exchange, Fetched, Page, PageRef
from ingest.settings import Settings
from ingest.sources import crawl, feed, sitemap, urls
from ingest.sources.address import canonical, host_of, printable
from ingest.sources.entries import CrawlSource, FeedSource, SitemapSource, UrlsSource, WebSource
from ingest.sources.http import Client, Terms
from ingest.sources.lists import Ask, ListCache

HOSTS_AT_ONCE = 16

Conditions = Mapping[str, str]
Asked = tuple[PageRef, Fetched]


class Web:
    """The web as the sources of one run see it; a context manager, for it holds connections."""

    def __init__(self, settings: Settings) -> None:
        self.max_bytes = settings.max_page_bytes
        self.client = Client(settings.contact, settings.web_cache)
        self.lists = ListCache(settings.web_cache / "lists", self.client)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def discover(self, sources: Sequence[WebSource]) -> Iterator[PageRef]:
        """List the pages of all sources, in the order of the sources; they are asked side by side."""
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            yield from chain.from_iterable(pool.map(self._discover, sources))

    def fetch(
        self, refs: Iterable[PageRef], sources: Mapping[str, WebSource], conditions: Mapping[str, Conditions]
    ) -> Iterator[Asked]:
        """Fetch pages, each with the conditions for its address; give them as they come, which is any order."""
        waiting: dict[str, deque[PageRef]] = {}
        for ref in refs:
            waiting.setdefault(host_of(ref.source_uri), deque()).append(ref)
        todo = deque(waiting.values())
        running: dict[Future[Asked], deque[PageRef]] = {}
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            while todo or running:
                while todo and len(running) < HOSTS_AT_ONCE:
                    host = todo.popleft()
                    ref = host.popleft()
                    told = conditions.get(ref.source_uri, {})
                    running[pool.submit(self._fetch, ref, sources[ref.source], told)] = host
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    host = running.pop(future)
                    if host:
                        todo.append(host)
                    yield future.result()

    def _discover(self, source: WebSource) -> list[PageRef]:
        """List the pages that one source takes, canonical and each once, behind what failed on the way."""
        ask = partial(self.lists.get, terms=replace(self._terms(source), types=None))
        failed: list[PageRef] = []
        pages: dict[str, PageRef] = {}
        for ref in _listed(source, ask):
            if ref.reason_code is not None:
                failed.append(ref)
            elif source.takes(page := _named(ref.source_uri)):
                pages.setdefault(page, replace(ref, source_uri=page))
        return failed + list(islice(pages.values(), source.max_pages))

    def _fetch(self, ref: PageRef, source: WebSource, conditions: Conditions) -> Asked:
        began = time.monotonic()
        asked_at = datetime.now(UTC)
        log: list[Exchange] = []
        page: Page | None = None
        problem: PermanentError | None = None
        try:
            answer = self.client.get(ref.source_uri, self._terms(source), log.append, conditions)
            if answer.status != 304:
                content_type = answer.header("content-type")
                url = canonical(answer.url)
                page = Page(ref.source, ref.source_uri, answer.body, content_type, answer.sent_at, url)
        except PermanentError as error:
            problem = error
        return ref, Fetched(page, problem, asked_at, tuple(log), time.monotonic() - began)

    def _terms(self, source: WebSource) -> Terms:
        max_bytes = source.max_bytes or self.max_bytes
        return Terms(max_bytes, source.delay, source.seconds, source.allow_private)


def _listed(source: WebSource, ask: Ask) -> Iterator[PageRef]:
    match source:
        case UrlsSource():
            return urls.discover(source)
        case FeedSource():
            return feed.discover(source, ask)
        case SitemapSource():
            return sitemap.discover(source, ask)
        case CrawlSource():
            return crawl.discover(source, ask)


def _named(address: str) -> str:
    """Give the address in its canonical form; one that has none keeps its own, and is refused when it is fetched."""
    try:
        return canonical(address)
    except PermanentError:
        return printable(address)
