"""Bring a flat dump into the form of one paragraph a line.

Whole pages on one line are cut where furniture begins or ends; lines that were broken at a fixed width are joined.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

from ingest.clean.dates import FULL_DATE, LABEL
from ingest.clean.dump_tables import GAPS, mark_rows
from ingest.clean.furniture import Furniture
from ingest.clean.prose import ends_sentence, is_prose

FEW_LINES = 3  # with no more lines than these, the page lies on one
MAX_WIDTH = 120  # characters; no dump is broken at a greater width
FULL_SHARE = 0.75  # of the width; a line that fills as much was broken there
MIN_FULL_LINES = 6
BARS = re.compile(r"\s+\|\s+")
MIN_BARS = 6  # between the blocks of a page; fewer may only part the entries of its menu
HEADING_WORDS = 3
BRACKETS = re.compile(r"(?:\[[^\[\]]{1,30}\]\s*){2,}")
STAMP_REACH = 60  # characters before a date in which its label, clock and agency stand
CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
BEFORE_STAMP = re.compile(rf"\([A-Z][\w. ]{{2,30}}\)\s*(?:{CLOCK},?\s*)?$|{CLOCK},?\s*$", re.I)
AFTER_STAMP = re.compile(rf"(?:,?\s*\w+day)?[,|\s]*(?:{CLOCK})(?:\s*\([^)]{{2,40}}\))?|\s*\([\w.]+\)", re.I)


def read_lines(text: str, furniture: Furniture) -> list[str]:
    """Give a dump's paragraphs, headings, entries and pieces of furniture, one a line, without empty ones."""
    lines = [line.strip() for line in html.unescape(text).replace("\xa0", " ").splitlines()]
    if sum(map(bool, lines)) <= FEW_LINES:
        return [piece for line in lines for piece in split_flat(line, furniture)]
    return [line for line in unwrap(mark_rows(lines)) if line]


def unwrap(lines: list[str]) -> list[str]:
    """Join the lines of a dump that was broken at a fixed width; an empty line or a short one ends a paragraph."""
    width = max(map(len, lines))
    full = [line for line in lines if len(line) >= FULL_SHARE * width]
    broken = [line for line in full if not ends_sentence(line)]
    filled = len(full) >= sum(map(bool, lines)) / 2
    if width > MAX_WIDTH or len(full) < MIN_FULL_LINES or not filled or len(broken) < len(full) / 2:
        return lines
    joined = [""]
    for line in lines:
        joined[-1] = f"{joined[-1]} {line}".strip()
        if len(line) < FULL_SHARE * width:
            joined.append("")
    return joined


def split_flat(text: str, furniture: Furniture) -> list[str]:
    """Cut a page that lies on one line where furniture begins or ends: gaps, stamps, bars, cue words."""
    pieces = [piece for part in _at_bars(text) for piece in GAPS.split(part) if piece]
    for cut in (_at_brackets, _at_stamps, furniture.split):
        pieces = [part.strip() for piece in pieces for part in cut(piece) if part.strip()]
    return pieces


def _at_bars(text: str) -> list[str]:
    """Cut a page whose blocks are joined by bars: "News | Property | Trade gathers pace | By Aye Kyaw | Trade grew"."""
    blocks = BARS.split(text)
    begins = next((n for n, block in enumerate(blocks) if is_prose(block)), 0)
    follows_menu = len(blocks[begins - 1].split()) < HEADING_WORDS  # whose last entry the article is glued to
    return blocks if len(blocks) > MIN_BARS and 0 < begins < len(blocks) - 1 and not follows_menu else [text]


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
