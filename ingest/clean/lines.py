"""Tell the lines of a page apart: running text, headings and entries, dates, furniture; and choose the article's.

The order of lines carries most of the meaning: an article begins with its first paragraph, a heading such as "Related
stories" begins a list of headlines, and what has furniture before it and no paragraph after it is furniture as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean.dates import DateContext, date_line
from ingest.clean.furniture import SENTENCE_END, Furniture, is_prose

MIN_TITLE_WORDS = 3
MAX_TITLE_LENGTH = 250  # characters
DECK_WORDS = 8  # a line of that many right below the title belongs to the article


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what it is: prose, other (a heading, an entry, a row), date, furniture, list, end."""

    text: str
    kind: str
    paragraph: bool = False  # the page's markup sets it as a paragraph of its own

    @property
    def closes(self) -> bool:
        """Say whether the article may end before this line."""
        return self.kind in ("furniture", "date", "list", "end")


def classify(text: str, furniture: Furniture, context: DateContext) -> Line:
    """Tell what a line is."""
    if furniture.heads_end(text):
        return Line(text, "end")
    prose = is_prose(text)
    if furniture.heads_list(text) and not (prose and SENTENCE_END.search(text)):
        return Line(text, "list")
    if not prose and date_line(text, context):
        return Line(text, "date")
    if furniture.rule(text):
        return Line(text, "furniture")
    return Line(text, "prose" if prose else "other")


def first_prose(lines: Sequence[Line]) -> int:
    """Give the index of the first paragraph, or the number of lines where there is none."""
    return next((n for n, line in enumerate(lines) if line.kind == "prose"), len(lines))


def last_prose(lines: Sequence[Line], start: int) -> int:
    """Give the index of the article's last paragraph at or after `start`: none counts that follows an end."""
    last = start
    for n in range(start, len(lines)):
        if lines[n].kind == "end":
            break
        if lines[n].kind == "prose":
            last = n
    return last


def article_lines(lines: Sequence[Line], start: int) -> list[Line]:
    """Choose the article's lines from its first one, at `start`, to its end."""
    last = last_prose(lines, start)
    chosen: list[Line] = []
    skipping = teasers = False
    for n in range(start, len(lines)):
        line = lines[n]
        if line.kind == "end" or (n > last and line.closes):
            break
        if line.kind == "list":
            skipping, teasers = True, False
        elif line.kind == "prose":
            if skipping and not _resumes(lines, n, teasers):
                teasers = True
                continue
            skipping = False
            chosen.append(line)
        elif line.kind == "other" and not skipping:
            chosen.append(line)
    return chosen


def _resumes(lines: Sequence[Line], n: int, teasers: bool) -> bool:
    """Say whether the paragraph at `n` goes on with the article after a list of other stories, or is a teaser in it."""
    if lines[n].paragraph:
        return True
    following = lines[n + 1] if n + 1 < len(lines) else Line("", "end")
    headline = following.kind == "other" and not following.text.endswith((":", "："))
    return following.kind == "prose" or not (teasers or headline)


def find_title(lines: Sequence[Line], first: int) -> int | None:
    """Give the index of the headline among the lines before the first paragraph, or None."""
    best: tuple[float, int] | None = None
    for n in range(first):
        text, kind = lines[n].text, lines[n].kind
        words = len(text.split())
        if kind not in ("other", "list") or not MIN_TITLE_WORDS <= words or len(text) > MAX_TITLE_LENGTH:
            continue
        if kind == "list" and words < MIN_TITLE_WORDS + 2:
            continue
        near_date = any(0 <= m < len(lines) and lines[m].kind == "date" for m in (n - 1, n + 1))
        score = min(words, 14) + 2 * near_date - 5 * bool(re.search(r"\||--|\.{3}|…$", text)) - 0.01 * n
        if best is None or score > best[0]:
            best = (score, n)
    return best[1] if best else None
