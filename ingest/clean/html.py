"""HTML pages: one parsed tree serves the blocks, the metadata and trafilatura.

The article's lines are taken from our own blocks, which keep table rows, list items and line breaks apart, and go
through the furniture rules; `article_span` tells which blocks they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from ingest.clean.article import Article, Published
from ingest.clean.article_span import DECK_REACH, found_span, kept_span, with_deck
from ingest.clean.blocks import LINK_SHARE, Block, PageBlocks, read_blocks
from ingest.clean.dates import DateContext, address_date, dateline_date, visible_date
from ingest.clean.furniture import Furniture, load_furniture
from ingest.clean.headlines import find_title
from ingest.clean.lines import DECK_WORDS, Line, above_table, article_lines, classify, first_prose
from ingest.clean.metadata import Head, choose_title, first_stamped, read_head
from ingest.clean.prose import is_prose
from ingest.errors import PermanentError, RejectReason
from ingest.records import Overrides
from ingest.selectors import select

NO_OVERRIDES = Overrides()
# lxml.html's own look-up chooses a class by the tag, in Python, each time that an element is touched.
ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
PLACE_LINE = re.compile(r"[A-Z][A-Z .,/-]{2,30}")  # a dateline set as a paragraph of its own
SITE_NAME = 3  # words; a title of no more that the page doesn't repeat names the site, or says "News Details"
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
    return above_table(lines, start)


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
