"""Furniture that only a look at several pages of one site shows: lines that stand on many of its articles.

The rule is in docs/decisions/furniture-by-repetition.md. Articles are counted, not pages: of pages that tell the same
article only the longest counts, so that no paragraph is furniture for being published at several addresses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zlib import crc32

from ingest.clean.prose import ends_sentence, is_prose
from ingest.records import Document, host_of

MIN_ARTICLES = 3  # of a site, on which a line must stand to be furniture
MIN_SHARE = 0.5  # of all articles of the site at hand
MIN_ARTICLES_OF_PROSE = 5  # the same for running text, which articles may truly share
MIN_SHARE_OF_PROSE = 0.8
HEADING_WORDS = 6  # a line of no more, which ends no sentence, may be a heading that a site's articles have in common
SAME_ARTICLE = 0.6  # of the shorter page's phrases that the other one has as well
PHRASE = 3  # words
SAMPLING = 4  # one phrase in so many is compared
WORD = re.compile(r"[\u4e00-\u9fff]|\w+")


def site_of(document: Document) -> str | None:
    """Give the host that sent a page, or the one that a saved page names as its own; None where there is neither."""
    return host_of(document.source_uri) or host_of(document.url)


def without_repeated(documents: Sequence[Document], neighbours: Iterable[Document] = ()) -> list[Document]:
    """Give the documents without the lines that recur on articles of their sites; `neighbours` are further articles."""
    sites: dict[str, list[Document]] = defaultdict(list)
    for document in (*documents, *neighbours):
        if site := site_of(document):
            sites[site].append(document)
    furniture = {site: repeated_lines([page.text for page in pages]) for site, pages in sites.items()}
    return [_without(document, furniture.get(site_of(document) or "", frozenset())) for document in documents]


def repeated_lines(texts: Sequence[str]) -> frozenset[str]:
    """Give the lines that recur on the articles of one site, whose pages have these texts."""
    if not _often(texts):  # as on most sites; to tell articles from copies costs more
        return frozenset()
    articles = _different(texts)
    return frozenset(line for line, count in _often(articles).items() if _is_furniture(line, count, len(articles)))


def _often(texts: Iterable[str]) -> dict[str, int]:
    counts = Counter(line for text in texts for line in set(text.split("\n")))
    return {line: count for line, count in counts.items() if count >= MIN_ARTICLES}


def _is_furniture(line: str, count: int, articles: int) -> bool:
    if "\t" in line:  # the head of a table of figures is the same in every month's release
        return False
    if not is_prose(line):
        return count >= MIN_SHARE * articles
    has_figure = any(map(str.isdigit, line))
    return not has_figure and count >= max(MIN_ARTICLES_OF_PROSE, MIN_SHARE_OF_PROSE * articles)


def _different(texts: Sequence[str]) -> list[str]:
    """Give the texts without those that tell what a longer one tells."""
    chosen: list[tuple[frozenset[int], str]] = []
    for phrases, text in sorted(((_phrases(text), text) for text in texts), key=lambda pair: (-len(pair[0]), pair[1])):
        most_shared = max((len(phrases & others) for others, _ in chosen), default=0)
        if not chosen or most_shared < SAME_ARTICLE * len(phrases):
            chosen.append((phrases, text))
    return [text for _, text in chosen]


def _phrases(text: str) -> frozenset[int]:
    """Give the digests of a sample of a text's phrases, the same sample of the same phrases in every text."""
    words = WORD.findall(text.lower())
    digests = (crc32(" ".join(words[n : n + PHRASE]).encode()) for n in range(len(words) - PHRASE + 1))
    return frozenset(digest for digest in digests if digest % SAMPLING == 0)


def _without(document: Document, furniture: frozenset[str]) -> Document:
    lines = document.text.split("\n")
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1] not in furniture), 0)
    kept = [line for line in lines[:end] if line not in furniture or _may_head(line)]
    # A page of nothing but such lines is a list or a notice of the site; it stays as it is.
    return document if not end or len(kept) == len(lines) else replace(document, text="\n".join(kept))


def _may_head(line: str) -> bool:
    return len(line.split()) <= HEADING_WORDS and not ends_sentence(line)
