"""Tell running text from headlines, entries and rows of links, by the shape of a line."""

from __future__ import annotations

import re
from functools import lru_cache

FREQUENT = """the of and to in for was were is are has have had that from by with on at its it an a as be been will
    which their they he she his her said this these but not who than we our or after when would also"""
SMALL_WORDS = frozenset(FREQUENT.split())
MIN_SMALL_SHARE = 0.1  # of the words of running text; headlines have fewer
STOPS = (".", "!", "?", "…", "。", "！", "？")
SHORT_FORMS = "jan. feb. mar. apr. aug. sep. sept. oct. nov. dec. inc. co. ltd. corp. vs. jr. sr. st. pct."
ABBREVIATIONS = frozenset(SHORT_FORMS.split())
CLOSING = "\"'”’)]"
INNER_SENTENCE = re.compile(r"[a-z0-9)”\"’%][.!?][\"”’)]* +[\"“‘(]?[A-Z]")
ABOUT = re.compile(r"(?:about|contact|terms|privacy)\b", re.I)
FIGURES = re.compile(r"\d[\d.,]*\d|%|[.!?]$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONG_CHINESE = 60  # characters; Chinese parts its sentences by 。 and its words by nothing
MIN_PROSE_WORDS = 5
LONG = 25  # words; a line of that many is a paragraph whatever ends it
WHOLE_SENTENCE = 15  # words
CELL_WORDS = 5  # an entry of a menu has no more
BARRED_WORDS = 7  # nor this many between bars
SEPARATORS = re.compile(r"\s*[|｜•·»›→>/\t]+\s*|\s{2,}|\s+-\s+|\]\s*\[")


@lru_cache(maxsize=5_000)  # a line is asked for when its block, the line and its notices are told
def is_prose(line: str) -> bool:
    """Say whether a line is running text: a whole sentence or more, with the small words of a language."""
    if CHINESE.search(line) and len(CHINESE.findall(line)) > len(line) / 3:
        return "。" in line or len(line) > LONG_CHINESE
    words = line.count(" ") + 1
    if words < MIN_PROSE_WORDS:
        return False
    whole = ends_sentence(line)
    if words < LONG and not whole and not INNER_SENTENCE.search(line):
        return False
    small = sum(word in SMALL_WORDS for word in line.lower().split())
    if whole and words >= WHOLE_SENTENCE:  # of names and figures; no headline is as long and ends with a stop
        return small > 1
    return small >= (1 if whole else 2) and small >= words * MIN_SMALL_SHARE


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does, and not with an abbreviation."""
    line = line.rstrip(CLOSING)
    return line.endswith(STOPS) and line.rsplit(maxsplit=1)[-1].lower() not in ABBREVIATIONS


def is_menu(line: str) -> bool:
    """Say whether a line is a row of short entries: "Home | Copper | Zinc", "You are here > News > China"."""
    cells = [cell for cell in SEPARATORS.split(line) if cell.strip(" []")]
    if len(cells) < 3:
        return False
    most = BARRED_WORDS if all(map(str.strip, line.split("|"))) and "|" in line else CELL_WORDS
    short = [cell for cell in cells if ABOUT.match(cell) or (len(cell.split()) <= most and not FIGURES.search(cell))]
    return len(short) >= 0.8 * len(cells)
