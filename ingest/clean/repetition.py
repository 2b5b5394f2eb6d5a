"""Furniture that only a look at several pages of one site shows: lines that stand on many of its articles.

The rule is in docs/decisions/furniture-by-repetition.md. Articles are counted, not pages: of pages that tell the same
article only the longest counts, so that no paragraph is furniture for being published at several addresses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from zlib import crc32

from ingest.clean.prose import ends_sentence, is_prose
from ingest.records import Document, host_of

MIN_ARTICLES = 3  # of a site, on which a line must stand to be furniture
MIN_SHARE = 0.5  # of all articles of the site at hand
MIN_ARTICLES_OF_PROSE = 5  # the same for running text, which articles may truly share
MIN_SHARE_OF_PROSE = 0.8
HEADING_WORDS = 6  # a line of no more, which ends no sentence, may be a heading that a site's articles have in common
SAME_ARTICLE = 0.6  # of the shorter page's phrases that the other one has as well
SAMPLING = 4  # one word in so many begins a phrase that is compared
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
    chosen: list[str] = []
    holders: dict[int, list[int]] = defaultdict(list)  # of each phrase, the chosen texts that have it
    for phrases, text in sorted(((_phrases(text), text) for text in texts), key=lambda pair: (-len(pair[0]), pair[1])):
        shared = Counter(number for phrase in phrases for number in holders.get(phrase, ()))
        if chosen and max(shared.values(), default=0) >= SAME_ARTICLE * len(phrases):
            continue
        for phrase in phrases:
            holders[phrase].append(len(chosen))
        chosen.append(text)
    return chosen


def _phrases(text: str) -> frozenset[int]:
    """Give the digests of the text's phrases that begin with a word of the sample, the same sample for every text."""
    words = WORD.findall(text.lower())
    phrases = zip(words, words[1:], words[2:], strict=False)
    return frozenset(crc32(" ".join(phrase).encode()) for phrase in phrases if _is_sampled(phrase[0]))


@lru_cache(maxsize=100_000)
def _is_sampled(word: str) -> bool:
    return crc32(word.encode()) % SAMPLING == 0


def _without(document: Document, furniture: frozenset[str]) -> Document:
    lines = document.text.split("\n")
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1] not in furniture), 0)
    kept = [line for line in lines[:end] if line not in furniture or _may_head(line)]
    # A page of nothing but such lines is a list or a notice of the site; it stays as it is.
    return document if not end or len(kept) == len(lines) else replace(document, text="\n".join(kept))


def _may_head(line: str) -> bool:
    return len(line.split()) <= HEADING_WORDS and not ends_sentence(line)
