"""Pages that are found by a walk over a site's own lists: from a start page along links that match patterns."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree, html

from ingest.errors import PermanentError
from ingest.records import Exchange, PageRef
from ingest.sources.address import canonical, host_of
from ingest.sources.entries import CrawlSource
from ingest.sources.lists import Ask, failed

LONGEST_LIST = 5_000  # links of one page


def discover(source: CrawlSource, ask: Ask) -> Iterator[PageRef]:
    """List the pages that the walked lists link to, breadth first; the walk stays on the start page's host.

    Lists are walked to `depth` links from the start page and `max_lists` in all; a list that fails is one reference.
    """
    start = canonical(source.start)
    lists = deque([(start, 0)])
    known = {start}
    walked = 0
    while lists and walked < source.max_lists:
        address, depth = lists.popleft()
        walked += 1
        try:
            found = links(ask(address))
        except PermanentError as error:
            yield failed(source.name, address, error)
            continue
        for link in found:
            if link in known:
                continue
            known.add(link)
            if source.takes(link):
                yield PageRef(source.name, link)
            elif depth < source.depth and host_of(link) == host_of(start) and _matches(source.follow, link):
                lists.append((link, depth + 1))


def links(answer: Exchange) -> list[str]:
    """Give the web addresses that a page links to, canonical, in the page's order."""
    parser = html.HTMLParser(encoding=_charset(answer), recover=True)
    try:
        tree = html.document_fromstring(answer.body or b"<html/>", parser=parser)
    except (etree.ParserError, LookupError):  # nothing but blanks, or an unknown character set
        return []
    base = next((str(node.get("href")) for node in tree.iter("base") if node.get("href")), answer.url)
    found: dict[str, None] = {}
    for node in tree.iter("a", "area"):
        try:
            link = canonical(str(node.get("href") or ""), urljoin(answer.url, base))
        except PermanentError:
            continue
        if link.startswith(("http://", "https://")):
            found[link] = None
    return list(found)[:LONGEST_LIST]


def _charset(answer: Exchange) -> str | None:
    """Give the character set of the header; null where the page itself has to say."""
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", answer.header("content-type") or "", re.I)
    return match.group(1) if match else None


def _matches(patterns: tuple[str, ...], address: str) -> bool:
    return any(re.search(pattern, address) for pattern in patterns)
