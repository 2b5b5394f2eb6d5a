"""HTML pages: one parsed tree serves the blocks, the metadata and trafilatura, which finds where the article is.

trafilatura tells the article from the rest of the page; the lines are then taken from our own blocks, which keep table
rows, list items and line breaks apart, and go through the furniture rules.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Sequence

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from trafilatura.settings import Extractor

from ingest.clean.article import Article, Published
from ingest.clean.blocks import LINK_SHARE, Block, PageBlocks, read_blocks
from ingest.clean.dates import DateContext, address_date, dateline_date, visible_date
from ingest.clean.furniture import Furniture, load_furniture
from ingest.clean.lines import DECK_WORDS, Line, article_lines, classify, find_title, first_prose
from ingest.clean.metadata import Head, choose_title, first_stamped, read_head
from ingest.clean.prose import is_prose
from ingest.errors import PermanentError, RejectReason
from ingest.records import Overrides
from ingest.selectors import select

# trafilatura reports each page in which it finds nothing; such a page is set aside with its reason anyway.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

NO_OVERRIDES = Overrides()
# lxml.html's own look-up chooses a class by the tag, in Python, each time that an element is touched.
ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
# "xml" leaves the article as a tree; its text is not needed twice.
OPTIONS = Extractor(fast=True, comments=False, tables=True, output_format="xml")
ANCHOR_LENGTH = 40  # characters; shorter blocks stand in too many places to mark where the article is
PLACE_LINE = re.compile(r"[A-Z][A-Z .,/-]{2,30}")  # a dateline set as a paragraph of its own
BOX_LENGTH = 8  # blocks between two paragraphs: a widget, links to other stories
MIN_BLOCKS = 3  # of an article; fewer may be a notice on a page whose article is elsewhere
_GIVEN = re.compile(r"[^\d\s]:\s.*\d")
SITE_NAME = 3  # words; a title of no more that the page doesn't repeat names the site, or says "News Details"
DECK_REACH = 8  # blocks between headline and article: deck, byline, date, tools
TEASER_LENGTH = 150  # characters; a shorter sentence that is all link leads elsewhere as well


def read_html(text: str, context: DateContext, address: str | None, overrides: Overrides = NO_OVERRIDES) -> Article:
    """Read a page's article: title, body lines, publishing date, language, site and own address."""
    furniture = load_furniture()
    tree = parse(text)
    head = read_head(tree, context, address)
    for element in list(select(tree, overrides.drop)):
        if element.getparent() is not None:
            element.drop_tree()
    page = read_blocks(tree, furniture, list(select(tree, overrides.keep)))
    blocks = page.blocks
    kept = kept_span(blocks)
    first, last = kept or with_deck(blocks, found_span(tree, page))
    headings = [block.text for block in blocks if block.kind == "h1"]
    opening = [block.text for block in blocks[: last + 1]]
    above = headings_above(blocks, last)
    title = choose_title(head.titles, headings, head.site, opening, above)
    if title and not above and len(title.split()) <= SITE_NAME and title not in opening:
        title = _headline([_line(block, furniture, context) for block in blocks[: last + 1]]) or title
    chosen = [block for block in blocks[first : last + 1] if block.kept or (kept is None and not block.furniture)]
    lines = [_line(block, furniture, context) for block in chosen]
    texts = _article(lines, title, furniture)
    if not texts and head.body:
        scripted = [line.strip() for line in head.body.splitlines() if line.strip()]
        texts = _article([classify(line, furniture, context, "p") for line in scripted], title, furniture)
    return Article(
        title=title,
        lines=texts,
        published=_published(head, page, texts, context)
        or address_date(address or head.url, context)
        or _clock(page, context),
        language=head.language,
        site=head.site,
        url=head.url,
    )


def _headline(lines: Sequence[Line]) -> str | None:
    """Give the headline that stands above an article without markup of its own."""
    start = first_prose(lines)
    found = find_title(lines, start) if start < len(lines) else None
    return lines[found].text if found is not None else None


def headings_above(blocks: Sequence[Block], last: int) -> list[str]:
    """Give the headings between the last paragraph of other text and the article's first one, the nearest first."""
    start = next((n for n in range(last + 1) if is_prose(blocks[n].text)), 0)
    above = blocks[max(start - DECK_REACH, 0) : start]
    return [block.text for block in reversed(above) if block.kind in ("h1", "h") and block.link_share <= LINK_SHARE]


def _article(lines: Sequence[Line], title: str | None, furniture: Furniture) -> list[str]:
    lines = [line for line in lines if line.text != title]
    return [text for line in article_lines(lines, _start(lines)) if (text := furniture.cut(line.text))]


def parse(text: str) -> HtmlElement:
    """Parse a page, whatever state its markup is in."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(ELEMENTS)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise PermanentError(RejectReason.NO_TEXT, f"the markup holds nothing: {error}") from error


def main_text(tree: HtmlElement) -> str:
    """Give the article's text as trafilatura finds it, without blanks; empty where it finds none."""
    found = trafilatura.bare_extraction(tree, options=OPTIONS)
    body: HtmlElement | None = getattr(found, "body", None)
    return _squash("".join(map(str, body.itertext()))) if body is not None else ""


def kept_span(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Give the first and last index of the blocks that the source wants kept, or None where the page has none."""
    kept = [n for n, block in enumerate(blocks) if block.kept]
    return (kept[0], kept[-1]) if kept else None


def found_span(tree: HtmlElement, page: PageBlocks) -> tuple[int, int]:
    """Give the first and last index of the article's blocks: where its markup leaves a choice, as trafilatura chooses.

    trafilatura gets the tree less its furniture.
    """
    if span := sole_span(page.blocks) or prose_span(page.blocks):
        return span
    for element in page.furniture:
        element.drop_tree()
    return article_span(page.blocks, main_text(tree))


def with_deck(blocks: Sequence[Block], span: tuple[int, int]) -> tuple[int, int]:
    """Widen a span by the deck that stands between the headline and the article, in an element of its own."""
    first, last = span
    heading = next((n for n in range(first - 1, max(first - DECK_REACH, 0) - 1, -1) if blocks[n].kind == "h1"), first)
    deck = (n for n in range(heading + 1, first) if _may_tell(blocks[n]) and is_prose(blocks[n].text))
    return next(deck, first), last


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

    One sentence elsewhere below is a notice; one above may be a box of the article's, and rows behind it its table.
    """
    told = [n for n, block in enumerate(blocks) if _may_tell(block) and is_prose(block.text)]
    homes = Counter(id(blocks[n].parent) for n in told)
    main, count = homes.most_common(1)[0] if homes else (0, 0)
    if count < MIN_BLOCKS or len(told) - count > 1:
        return None
    first, last = home_span(blocks, [n for n in told if id(blocks[n].parent) == main])
    if told[0] < first:
        return None
    return None if any(_may_tell(block) and _is_fact(block) for block in blocks[last + 1 :]) else (first, last)


def _is_fact(block: Block) -> bool:
    """Say whether a block is the row of a table with cells, or an item that gives a number: "Exports: 5.4 billion"."""
    return (block.kind == "row" and "\t" in block.text) or (block.kind == "li" and bool(_GIVEN.search(block.text)))


def _may_tell(block: Block) -> bool:
    is_text = len(block.text) >= ANCHOR_LENGTH and block.link_share <= LINK_SHARE
    return is_text and not block.furniture and block.kind != "h1"


def article_span(blocks: Sequence[Block], main: str) -> tuple[int, int]:
    """Give the first and last index of the blocks that trafilatura took for the article, or of all."""
    anchors = [
        n
        for n, block in enumerate(blocks)
        if not block.furniture and len(block.text) >= ANCHOR_LENGTH and _squash(block.text) in main
    ]
    return home_span(blocks, anchors) if anchors else (0, len(blocks) - 1)


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


def _is_short(block: Block) -> bool:
    """Say whether a block is a paragraph of a few words: "Talks go on." """
    is_linked = block.link_share > 0 or block.furniture
    return block.kind == "p" and not is_linked and Line(block.text, "other", "p").is_short_sentence


def _home(element: HtmlElement) -> tuple[int, str | None]:
    """Give a key of an element: the same for those that stand side by side under one name, as items of a letter do."""
    name, parent = element.get("class"), element.getparent()
    return (id(parent), name) if name and parent is not None else (id(element), None)


def _line(block: Block, furniture: Furniture, context: DateContext) -> Line:
    if block.kind == "row":
        return Line(block.text, "furniture" if block.link_share > LINK_SHARE else "other", "row")
    if block.link_share > LINK_SHARE and not (is_prose(block.text) and len(block.text) > TEASER_LENGTH):
        return Line(block.text, "list" if furniture.heads_list(block.text) else "link", block.kind)
    return classify(block.text, furniture, context, block.kind)


def _start(lines: Sequence[Line]) -> int:
    """Give the index of the article's first line: its first paragraph, or the deck or dateline right above that."""
    start = first_prose(lines)
    if start == len(lines):
        return 0
    while start and lines[start - 1].kind == "other" and _opens(lines[start - 1], lines[start]):
        start -= 1
    return start


def _opens(line: Line, below: Line) -> bool:
    """Tell a deck, a dateline, or the heading of a box of points: "Key takeaways"."""
    heads_points = line.markup == "h" and below.markup == "li"
    return heads_points or len(line.text.split()) >= DECK_WORDS or bool(PLACE_LINE.fullmatch(line.text))


def _published(head: Head, page: PageBlocks, body: Sequence[str], context: DateContext) -> Published | None:
    """Choose the publishing date: metadata, a stamp above the article, visible lines, dateline."""
    opening = body[0] if body else None
    start = next((n for n, block in enumerate(page.blocks) if block.text == opening), 0)
    above = (stamp.text for stamp in page.stamps if stamp.place <= start)
    stamped = head.published or first_stamped(above, context)
    if stamped and not stamped.is_utc:
        return Published(stamped.day, "metadata")
    before = [block.text for block in page.blocks[:start]]
    lines = frozenset(body)
    end = next((n for n in range(len(page.blocks) - 1, start, -1) if page.blocks[n].text in lines), start)
    after = [block.text for block in page.blocks[end + 1 :] if not block.furniture]
    seen = visible_date(before, after, context, clocks=stamped is not None)
    if stamped:  # its day in UTC may be another one where the page was written
        near = seen is not None and abs((seen.day - stamped.day).days) == 1
        return seen if near else Published(stamped.day, "metadata")
    updated = Published(head.updated.day, "metadata") if head.updated else None
    return seen or dateline_date(body, context) or visible_date(_bars_above(page, start), [], context) or updated


def _bars_above(page: PageBlocks, start: int) -> list[str]:
    """Give the texts of the furniture above an article, which may hold its day: mastheads, lines of source and time."""
    elements = [element for element, place in zip(page.furniture, page.places, strict=True) if place <= start]
    texts = (" ".join(text.split()) for element in elements for text in element.itertext())
    return [text for text in texts if text]


def _clock(page: PageBlocks, context: DateContext) -> Published | None:
    """Give the day by itself on a page that tells no other: its clock's."""
    return visible_date([block.text for block in page.blocks], [], context, clocks=True)


def _squash(text: str) -> str:
    return "".join(text.split())
