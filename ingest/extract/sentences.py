"""A document's text cut into sentences that keep their place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST_SENTENCE = 2_500  # characters; what is longer is no prose, and reading it would take time beyond its length

# Words whose full stop ends no sentence. Months and titles as news agencies shorten them.
_ABBREVIATIONS = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sen", "rep", "gov", "st", "no", "nos", "vs", "etc", "inc",
     "ltd", "co", "corp", "jr", "sr", "dept", "univ", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
     "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "approx", "est",
     "fig", "vol", "ed", "eds", "p", "pp", "al", "cf", "eg", "ie", "a.m", "p.m", "u.s", "u.k", "u.n", "e.g", "i.e",
     "us$", "bn", "mn", "bln", "mln", "pct"]
)  # fmt: skip
_NOT_AT_END = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sen", "rep", "gov", "st", "no", "nos", "vs", "fig", "vol",
     "e.g", "i.e", "eg", "ie", "cf", "h.e"]
)  # fmt: skip
# The second form: "... on Monday.CAEXPO, co-hosted by": pages lose the blank between two sentences.
_END = re.compile(
    r"[.!?]+[\"”’')\]]*(?=\s|$)|[。！？；]"
    r"|(?<=[a-z]{4})\.[\"”]?(?=(?:The|In|At|On|This|It|A|An|He|She|For|[A-Z]{3,10}),?\s)"
)
_LAST_WORD = re.compile(r"[\w.$&'’-]+$")
_FIRST_MARK = re.compile(r"[\"“‘'(\[]*(\S)")
_DOTTED = re.compile(r"(?:[a-z]\.){3,}[a-z]")  # "Manila F.A.M.E. International"; "the U.S." may well end a sentence
_DIGIT_FIRST = re.compile(r"\d")
_DAY_FIRST = re.compile(r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")  # "as of 4 p.m. Tuesday"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text == document_text[start:end]`; `block` counts the lines of the document, `is_row` tells a table row."""

    start: int
    end: int
    text: str
    block: int
    is_row: bool


def _ends_here(line: str, mark: re.Match[str]) -> bool:
    """Decide whether a full stop ends the sentence or only an abbreviation, an initial or a list number."""
    if not mark.group().startswith("."):
        return True
    following = _FIRST_MARK.match(line, mark.end() + 1)
    if following is None:
        return True
    word_match = _LAST_WORD.search(line, max(0, mark.start() - 20), mark.start())
    word = word_match.group().lower() if word_match else ""
    first = following.group(1)
    if first.islower():
        return not (word in _ABBREVIATIONS or len(word) == 1 or "." in word)
    if word in _NOT_AT_END or _DOTTED.fullmatch(word):
        return False
    if word in ("a.m", "p.m") and _DAY_FIRST.match(line, mark.end()):
        return False
    if word in _ABBREVIATIONS and (_DIGIT_FIRST.match(first) or word in {"u.s", "u.k", "u.n"}):
        return False
    if len(word) == 1 and word.isalpha():
        return False
    return not (word.isdigit() and len(word) <= 2 and line[: mark.start()].strip() == word)


def split_sentences(text: str) -> list[Sentence]:
    """Cut a document's text (one block a line) into sentences, in order; table rows stay whole.

    Blank stretches belong to no sentence; every other character belongs to exactly one.
    """
    return list(_split(text))


@lru_cache(maxsize=1)  # events and figures of a document are read one after the other
def _split(text: str) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    offset = 0
    for block, line in enumerate(text.split("\n")):
        for start, end in _cuts(line):
            piece = line[start:end]
            lead = len(piece) - len(piece.lstrip())
            piece = piece.strip()
            if piece:
                at = offset + start + lead
                sentences.append(Sentence(at, at + len(piece), piece, block, "\t" in line))
        offset += len(line) + 1
    return tuple(sentences)


def _cuts(line: str) -> list[tuple[int, int]]:
    if "\t" in line:
        return [(0, len(line))]
    cuts = []
    start = 0
    for mark in _END.finditer(line):
        if _ends_here(line, mark):
            cuts.append((start, mark.end()))
            start = mark.end()
    cuts.append((start, len(line)))
    return cuts
