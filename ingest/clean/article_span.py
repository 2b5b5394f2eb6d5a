"""Where on a page its article stands, as the first and last of its blocks.

Mostly the markup tells: one element holds the sentences. trafilatura, which is right more often than a guess and slower
than reading all else of a page, is asked only where they stand in several.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Sequence

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from ingest.clean.blocks import LINK_SHARE, Block, PageBlocks
from ingest.clean.lines import Line
from ingest.clean.prose import is_prose

# trafilatura reports each page in which it finds nothing; such a page is set aside with its reason anyway.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# "xml" leaves the article as a tree; its text is not needed twice.
OPTIONS = Extractor(fast=True, comments=False, tables=True, output_format="xml")
ANCHOR_LENGTH = 40  # characters; shorter blocks stand in too many places to mark where the article is
BOX_LENGTH = 8  # blocks between two paragraphs: a widget, links to other stories
MIN_BLOCKS = 3  # of an article; fewer may be a notice on a page whose article is elsewhere
DECK_REACH = 8  # blocks between headline and article: deck, byline, date, tools
_GIVEN = re.compile(r"[^\d\s]:\s.*\d")


def kept_span(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Give the first and last index of the blocks that the source wants kept, or None where the page has none."""
    kept = [n for n, block in enumerate(blocks) if block.kept]
    return (kept[0], kept[-1]) if kept else None


def found_span(tree: HtmlElement, page: PageBlocks) -> tuple[int, int]:
    """Give the first and last index of the article's blocks: where its markup leaves a choice, as trafilatura chooses.

    trafilatura gets the tree less its furniture.
    """
    span = sole_span(page.blocks) or prose_span(page.blocks)
    if span is None:
        for element in page.furniture:
            element.drop_tree()
        span = article_span(page.blocks, main_text(tree))
    return with_table(page.blocks, span)


def sole_span(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Give the first and last index of the only element with text in it, or None where there are others."""
    told = [n for n, block in enumerate(blocks) if _may_tell(block) and (block.kind != "p" or is_prose(block.text))]
    if len(told) < MIN_BLOCKS or len({id(blocks[n].parent) for n in told}) > 1:
        return None
    first, last = home_span(blocks, told)
    has_deck = first > 0 and _may_tell(blocks[first - 1])
    return None if has_deck else (first, last)


def prose_span(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Give the first and last index of the element with all sentences, or None where others or facts follow.

    One sentence further below, in an element apart, is a notice; rows behind the article may be its table.
    """
    told = [n for n, block in enumerate(blocks) if _may_tell(block) and is_prose(block.text)]
    homes = Counter(id(blocks[n].parent) for n in told)
    main, count = homes.most_common(1)[0] if homes else (0, 0)
    if count < MIN_BLOCKS or len(told) - count > 1:
        return None
    anchors = [n for n in told if id(blocks[n].parent) == main]
    first, last = home_span(blocks, anchors)
    if told[0] < first or (told[-1] > last and not _is_apart(blocks[told[-1]].parent, blocks[first].parent)):
        return None
    return None if any(_may_tell(block) and _is_fact(block) for block in blocks[last + 1 :]) else (first, last)


def article_span(blocks: Sequence[Block], main: str) -> tuple[int, int]:
    """Give the first and last index of the blocks that trafilatura took for the article, or of all."""
    anchors = [
        n
        for n, block in enumerate(blocks)
        if not block.furniture and len(block.text) >= ANCHOR_LENGTH and _squash(block.text) in main
    ]
    return home_span(blocks, anchors) if anchors else (0, len(blocks) - 1)


def main_text(tree: HtmlElement) -> str:
    """Give the article's text as trafilatura finds it, without blanks; empty where it finds none."""
    found = trafilatura.bare_extraction(tree, options=OPTIONS)
    body: HtmlElement | None = getattr(found, "body", None)
    return _squash("".join(map(str, body.itertext()))) if body is not None else ""


def with_table(blocks: Sequence[Block], span: tuple[int, int]) -> tuple[int, int]:
    """Widen a span by the rows of a table that follows the article beside its element."""
    first, last = span
    while last + 1 < len(blocks) and _is_row_of(blocks[last + 1], blocks[first].parent):
        last += 1
    return first, last


def with_deck(blocks: Sequence[Block], span: tuple[int, int]) -> tuple[int, int]:
    """Widen a span by the deck that stands between the headline and the article, in an element of its own."""
    first, last = span
    heading = next((n for n in range(first - 1, max(first - DECK_REACH, 0) - 1, -1) if blocks[n].kind == "h1"), first)
    deck = (n for n in range(heading + 1, first) if _may_tell(blocks[n]) and is_prose(blocks[n].text))
    return next(deck, first), last


def home_span(blocks: Sequence[Block], anchors: Sequence[int]) -> tuple[int, int]:
    """Give the first and last index of some blocks, and of those around them in the same elements, or in their like."""
    first, last = anchors[0], anchors[-1]
    homes = {_home(blocks[n].parent) for n in anchors}
    while first > 0 and _home(blocks[first - 1].parent) in homes and blocks[first - 1].kind != "h1":
        first -= 1
    while (following := _next_at_home(blocks, last + 1, homes)) is not None:
        last = following
    return first, last


def _next_at_home(blocks: Sequence[Block], start: int, homes: Collection[tuple[int, str | None]]) -> int | None:
    """Give the index of the block at `start`, or of the next paragraph behind a box, if it stands in such a home."""
    for n in range(start, min(start + BOX_LENGTH, len(blocks))):
        at_home = _home(blocks[n].parent) in homes
        if at_home and (n == start or is_prose(blocks[n].text) or _is_short(blocks[n])):
            return n
    return None


def _home(element: HtmlElement) -> tuple[int, str | None]:
    """Give a key of an element: the same for those that stand side by side under one name, as items of a letter do."""
    name, parent = element.get("class"), element.getparent()
    return (id(parent), name) if name and parent is not None else (id(element), None)


def _is_short(block: Block) -> bool:
    """Say whether a block is a paragraph of a few words: "Talks go on." """
    is_linked = block.link_share > 0 or block.furniture
    return block.kind == "p" and not is_linked and Line(block.text, "other", "p").is_short_sentence


def _may_tell(block: Block) -> bool:
    is_text = len(block.text) >= ANCHOR_LENGTH and block.link_share <= LINK_SHARE
    return is_text and not block.furniture and block.kind != "h1"


def _is_fact(block: Block) -> bool:
    """Say whether a block is the row of a table with cells, or an item that gives a number: "Exports: 5.4 billion"."""
    return (block.kind == "row" and "\t" in block.text) or (block.kind == "li" and bool(_GIVEN.search(block.text)))


def _is_row_of(block: Block, article: HtmlElement) -> bool:
    return block.kind == "row" and "\t" in block.text and not block.furniture and not _is_apart(block.parent, article)


def _is_apart(element: HtmlElement, article: HtmlElement) -> bool:
    """Say whether an element lies outside of what encloses an article's."""
    enclosing = article.getparent()
    return element is not enclosing and enclosing not in element.iterancestors()


def _squash(text: str) -> str:
    return "".join(text.split())
