"""Flat text dumps of pages: the text of all that stood on the page, furniture included, without its markup.

`dump_lines` brings a dump into the form of one paragraph a line; here each line is told by rules what it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile, zip_longest

from ingest.clean.article import Article
from ingest.clean.dates import LABEL, DateContext, address_date, dateline_date, labelled_date, visible_date
from ingest.clean.dump_lines import read_lines
from ingest.clean.dump_tables import GAPS
from ingest.clean.furniture import load_furniture
from ingest.clean.headlines import find_title
from ingest.clean.lines import BULLET, DECK_WORDS, Line, above_table, article_lines, classify, first_prose
from ingest.clean.prose import ends_sentence

POINT_WORDS = 5  # of a point below the headline
HEADER_SENTENCES = 3  # of a site, above the headline
HEADER_RUN = 3  # lines between them and the article
MIN_ENTRIES = 3  # with figures, where nothing else makes a page an article
NUMBER = re.compile(r"\d")
MIN_STORIES = 3
# What an item of an article tells, and hardly a headline: an amount, a label, a day.
FACT = re.compile(
    r"[:：;]|%|\b(?:percent|per cent|pct|million|billion|trillion|yuan|dollars|baht|ringgit|rupiah|dong|peso|kip|riel)"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d"
    r"|\d\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)


def read_dump(text: str, context: DateContext, address: str | None) -> Article:
    """Read a dump's article: title, body lines and publishing date."""
    furniture = load_furniture()
    lines = with_heads([classify(line, furniture, context) for line in read_lines(text, furniture)])
    lines = without_header(lines)
    first = first_prose(lines)
    if first == len(lines):
        first = _first_figure(lines)
    first = above_table(lines, first)
    title = find_title(lines, first)
    body = article_lines(lines, first)
    if title is not None:
        body = [*takewhile(_is_deck, lines[title + 1 : first]), *body]
    body = body[: len(body) - _headlines_below(body)]
    kept = {id(line) for line in body}
    end = max((n for n, line in enumerate(lines) if id(line) in kept), default=first)
    head, tail = (_in_pieces(part) for part in (lines[:first], without_stories(lines[end + 1 :])))
    return Article(
        title=lines[title].text if title is not None else None,
        lines=[cut for line in body if (cut := furniture.cut(line.text))],
        published=visible_date(_joined(head), tail, context)
        or labelled_date([line.text for line in lines[first : first + 4]], context)
        or dateline_date([line.text for line in body], context)
        or address_date(address, context)
        or visible_date(_joined(head), tail, context, clocks=True),
    )


def without_header(lines: list[Line]) -> list[Line]:
    """Leave out what a site says of itself above a headline with its date: "The full report is available at ...".

    Such a sentence has no date above it; behind it come other short lines, then the headline, the date and the article.
    """
    prose = [n for n, line in enumerate(lines) if line.kind == "prose"]
    for before, after in reversed([*pairwise(prose)][:HEADER_SENTENCES]):
        gap = lines[before + 1 : after]
        dated = next((n for n, line in enumerate(gap) if line.kind == "date"), None)
        is_headed = dated is not None and find_title(gap, dated) is not None and len(gap) >= HEADER_RUN
        if is_headed and not any(line.kind == "date" for line in lines[:before]):
            return lines[before + 1 :]
    return lines


def _headlines_below(body: list[Line]) -> int:
    """Count the headlines of other stories that stand as items below the last paragraph, under no heading."""
    items = list(takewhile(lambda line: BULLET.match(line.text) and "\t" not in line.text, reversed(body)))
    above = body[-len(items) - 1] if len(items) < len(body) else None
    if len(items) < MIN_STORIES or above is None or above.kind != "prose" or not ends_sentence(above.text):
        return 0
    tells = any(FACT.search(line.text) or ends_sentence(line.text) for line in items)
    long = all(len(line.text.split()) > POINT_WORDS for line in items)
    return len(items) if long and not tells else 0


def without_stories(tail: list[Line]) -> list[Line]:
    """Give the lines below an article less the dates of other stories, which stand below a heading over such."""
    heading = next((n for n, line in enumerate(tail) if line.kind == "list"), len(tail))
    return [*tail[:heading], *(line for line in tail[heading:] if LABEL.search(line.text))]


def with_heads(lines: list[Line]) -> list[Line]:
    """Take the head of a table for part of it, though it is made of short words, as menus are."""
    return [
        replace(line, kind="other") if line.kind == "furniture" and "\t" in line.text and _is_row(below) else line
        for line, below in zip_longest(lines, lines[1:])
    ]


def _is_row(line: Line | None) -> bool:
    return line is not None and line.kind == "other" and "\t" in line.text and NUMBER.search(line.text) is not None


def _first_figure(lines: list[Line]) -> int:
    """Give the index of the first entry with a figure, where an article without paragraphs begins: a table, a list."""
    entries = [n for n, line in enumerate(lines) if line.kind == "other" and line.is_entry and NUMBER.search(line.text)]
    return entries[0] if len(entries) >= MIN_ENTRIES else len(lines)


def _in_pieces(lines: list[Line]) -> list[str]:
    """Give lines, and beside those with wide gaps their pieces: "By Our Correspondent   28 November 2022"."""
    texts = [line.text for line in lines]
    return [*texts, *(piece for text in texts if GAPS.search(text) for piece in GAPS.split(text))]


def _joined(head: list[str]) -> list[str]:
    """Add each pair of short neighbours as one line, since day and year may stand on two."""
    pairs = [f"{a} {b}" for a, b in pairwise(head) if len(a) <= 20 and len(b) <= 20]
    return [*pairs, *head]


def _is_deck(line: Line) -> bool:
    """Say whether a line is a deck or one of its points, and no bar of date, source and tools with gaps."""
    words = POINT_WORDS if BULLET.match(line.text) else DECK_WORDS
    return line.kind == "other" and len(line.text.split()) >= words and not GAPS.search(line.text)
