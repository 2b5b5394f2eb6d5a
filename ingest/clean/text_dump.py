"""Flat text dumps of pages: the text of all that stood on the page, furniture included, without its markup.

Two forms are met: one paragraph a line, and the whole page on one line. The second is cut into the first at the
places where furniture begins; then each line is told by rules what it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.clean.article import Article
from ingest.clean.dates import FULL_DATE, LABEL, DateContext, address_date, dateline_date, visible_date
from ingest.clean.furniture import Furniture, load_furniture
from ingest.clean.lines import DECK_WORDS, Line, article_lines, classify, find_title, first_prose

FEW_LINES = 3  # with no more lines than these, the page lies on one
GAPS = re.compile(r"\s{2,}|\t+")
BRACKETS = re.compile(r"(?:\[[^\[\]]{1,30}\]\s*){2,}")
STAMP_REACH = 60  # characters before a date in which its label, clock and agency stand
CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
BEFORE_STAMP = re.compile(rf"\([A-Z][\w. ]{{2,30}}\)\s*(?:{CLOCK},?\s*)?$|{CLOCK},?\s*$", re.I)
AFTER_STAMP = re.compile(rf"(?:,?\s*\w+day)?,?\s*(?:{CLOCK})(?:\s*\([^)]{{2,40}}\))?|\s*\([\w.]+\)", re.I)


def read_dump(text: str, context: DateContext, address: str | None) -> Article:
    """Read a dump's article: title, body lines and publishing date."""
    furniture = load_furniture()
    raw = [line.strip() for line in text.splitlines() if line.strip()]
    if len(raw) <= FEW_LINES:
        raw = [piece for line in raw for piece in split_flat(line, furniture)]
    lines = [classify(line, furniture, context) for line in raw]
    first = first_prose(lines)
    title = find_title(lines, first)
    body = article_lines(lines, first)
    if title is not None and title + 1 < first and _is_deck(lines[title + 1]):
        body.insert(0, lines[title + 1])
    kept = {id(line) for line in body}
    head = [line.text for line in lines[:first]]
    tail = [line.text for line in lines[first:] if id(line) not in kept]
    return Article(
        title=lines[title].text if title is not None else None,
        lines=[cut for line in body if (cut := furniture.cut(line.text))],
        published=visible_date(_joined(head), tail, context)
        or dateline_date([line.text for line in body], context)
        or address_date(address, context),
    )


def split_flat(text: str, furniture: Furniture) -> list[str]:
    """Cut a page that lies on one line where furniture begins or ends: gaps, stamps, bars, cue words."""
    pieces = [piece for piece in GAPS.split(text) if piece]
    for cut in (_at_brackets, _at_stamps, furniture.split):
        pieces = [part.strip() for piece in pieces for part in cut(piece) if part.strip()]
    return pieces


def _at_brackets(text: str) -> list[str]:
    return _around(text, [match.span() for match in BRACKETS.finditer(text)])


def _at_stamps(text: str) -> list[str]:
    """Cut around dates that are stamps and no part of a sentence: a label before, a clock or an agency around them."""
    spans = []
    for match in FULL_DATE.finditer(text):
        start, end = match.span()
        around = text[max(start - STAMP_REACH, 0) : start]
        before, after = _label_at_end(around) or BEFORE_STAMP.search(around), AFTER_STAMP.match(text, end)
        if before or after:
            spans.append((start - len(around) + before.start() if before else start, after.end() if after else end))
    return _around(text, spans)


def _label_at_end(text: str) -> re.Match[str] | None:
    labels = list(LABEL.finditer(text))
    return labels[-1] if labels and not text[labels[-1].end() :].strip(" :：") else None


def _around(text: str, spans: list[tuple[int, int]]) -> list[str]:
    cuts = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _joined(head: list[str]) -> list[str]:
    """Add each pair of short neighbours as one line, since day and year may stand on two."""
    pairs = [f"{a} {b}" for a, b in pairwise(head) if len(a) <= 20 and len(b) <= 20]
    return [*pairs, *head]


def _is_deck(line: Line) -> bool:
    return line.kind == "other" and len(line.text.split()) >= DECK_WORDS
