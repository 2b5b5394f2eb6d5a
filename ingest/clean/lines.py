"""Tell the lines of a page apart: running text, headings and entries, dates, furniture; and choose the article's.

The order of lines carries most of the meaning: an article begins with its first paragraph, a heading such as "Related
stories" begins a list of headlines, and what has furniture before it and no paragraph after it is furniture as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.clean.dates import DateContext, date_among_pieces, date_line
from ingest.clean.furniture import Furniture
from ingest.clean.prose import ends_sentence, is_prose

DECK_WORDS = 8  # a line of that many between title and first paragraph belongs to the article
SHORT_SENTENCE = 3  # words
SIGNATURE_WORDS = 4  # after the last paragraph a line of no more words, without a figure, is a signature
LONG_QUESTION = 25  # words; a paragraph of an article that asks something has more
QUESTION = re.compile(r"\?\W*(?:$|\()")
FEW_CLOSING = 2  # pieces of furniture between the article and a short sentence of it
FOOTER_RUN = 3  # lines of furniture in a row
FOOTER_SENTENCES = 2
FOOTER_SHARE = 4  # times as many paragraphs has the article
BULLET = re.compile(r"[-–—*]\s+\S|[•·▪■◆○●►]\s*\S|\(?\d{1,2}[.)]\s")
ABOUT = re.compile(
    r"(?i:about)\s(?i:the\s)?(?!(?i:.*\b(?:city|province|region|country|market|venue)$))[A-Z][\w.,&'’()/ -]{1,70}"
)
EVENT = "expo|fair|summit|forum|seminar|conference|exhibition|meeting|mission"
OCCASION = re.compile(rf"\b(?:{EVENT}|agreement|fta|zone|park|project|corridor|deal)", re.I)
# Beside a date in the midst of a page, the name of what takes place then.
DATED = re.compile(
    rf"\b(?:{EVENT}|workshop|webinar|course|training|ceremony|dialogue|delegation|matchmaking|matching|congress|symposium"
    r"|roadshow|week|briefing|talk|convention|roundtable|networking|visit)s?\b",
    re.I,
)
MIN_ROWS = 3  # of a table, with its head
UNIT = re.compile(r"\W*(?:unit|in|value|amount|figures?)s?\b", re.I)  # "Unit: 100 million yuan", "(in million dollars)"
ABOUT_SENTENCES = 2  # paragraphs below a heading about whoever sent a release
SIGNED = re.compile(r"[-–—]{1,2}\s*(?:(?:The|of|and|[A-Z][\w.'’]*)[\s/]*){1,4}")  # "- The Courier"
MENU_RULES = ("menu", "menu_shape")  # a heading or an item may well be made of such words
# "14 July 2021 (Wed) 14:00-16:00", "27 July 2021 - 29 July 2021": what lasts is an event's time, not a page's date.
_LASTS = re.compile(
    r"\d[:.]\d\d\s*(?:[ap]\.?m\.?)?\s?[-–~]\s?\d{1,2}[:.]\d\d"
    r"|\b20\d\d\b(?:\s\(\w+\))?\s[-–~]\s\d{1,2}\s\w+\s20\d\d\b"
)

_POSTED = re.compile(
    r"(?i:posted|published|uploaded|updated|added)(?i:\s(?:on|at))?\s[^.]{0,12}\d[^.]{0,70}\.?(?:\s[^.]{0,40})?$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line, what it was told to be, and how the markup set it.

    kind: prose, other (a heading, an entry, a row), date, furniture, link (furniture that leads elsewhere), footer
    (furniture unless it stands within the article), list (a heading over other stories), end.
    markup: p, h, h1, li, row; empty in a flat dump.
    """

    text: str
    kind: str
    markup: str = ""

    @property
    def closes(self) -> bool:
        """Say whether the article may end before this line."""
        return self.kind in ("furniture", "link", "date", "list", "end", "footer")

    @property
    def is_entry(self) -> bool:
        """Say whether the line is an entry of a list or a row of figures, which may end an article."""
        if self.is_listed:
            return True
        if "|" in self.text:
            return False
        words = len(self.text.split())
        return words > SIGNATURE_WORDS or any(map(str.isdigit, self.text)) or (words > 2 and ends_sentence(self.text))

    @property
    def is_short_sentence(self) -> bool:
        """Say whether the line is a paragraph too short to be told as running text: "Talks go on." """
        if self.kind != "other" or self.markup not in ("", "p") or not ends_sentence(self.text):
            return False
        words = self.text.split()
        return len(words) >= SHORT_SENTENCE and 2 * sum(word[0].islower() for word in words) >= len(words)

    @property
    def is_listed(self) -> bool:
        """Say whether the line is set as an item of a list or as a row of a table."""
        return self.markup in ("li", "row") or "\t" in self.text or bool(BULLET.match(self.text))


def classify(text: str, furniture: Furniture, context: DateContext, markup: str = "") -> Line:
    """Tell what a line is."""
    if furniture.heads_end(text):
        return Line(text, "end", markup)
    prose = is_prose(text)
    if furniture.heads_list(text) and not (prose and ends_sentence(text)):
        return Line(text, "list", markup)
    line = Line(text, "prose" if prose else "other", markup)
    if not line.is_listed and _tells_date(text, prose, context):
        return replace(line, kind="date")
    rule = furniture.rule(text, prose)
    if rule and not (rule in MENU_RULES and markup in ("h", "li")):
        return replace(line, kind="furniture")
    return replace(line, kind="footer") if not prose and furniture.is_footer(text) else line


def _tells_date(text: str, prose: bool, context: DateContext) -> bool:
    """Tell a line that dates the page; a sentence only where it tells no more: "Posted 2006-1-5 by the editors"."""
    if prose:
        return bool(_POSTED.match(text)) and "," not in text and date_line(text, context) is not None
    is_dated = date_line(text, context) or date_among_pieces(text, context)
    return is_dated is not None and not _LASTS.search(text)


def first_prose(lines: Sequence[Line]) -> int:
    """Give the index of the first paragraph, or the number of lines where there is none."""
    return next((n for n, line in enumerate(lines) if line.kind == "prose"), len(lines))


def above_table(lines: Sequence[Line], start: int) -> int:
    """Give where an article begins that a table opens: above its rows and the line that tells their unit.

    Of a page that is a table, the first paragraph may be the note below it.
    """
    rows = start
    while rows and lines[rows - 1].kind == "other" and _is_row(lines[rows - 1]):
        rows -= 1
    if start - rows < MIN_ROWS:
        return start
    return rows - 1 if rows and lines[rows - 1].kind == "other" and UNIT.match(lines[rows - 1].text) else rows


def _is_row(line: Line) -> bool:
    return line.markup == "row" or "\t" in line.text


def article_lines(lines: Sequence[Line], start: int) -> list[Line]:
    """Choose the article's lines from its first one, at `start`, to its end."""
    lines = lines[: _boilerplate(lines, start)]
    last = _last_line(lines, start)
    chosen: list[Line] = []
    held: list[Line] = []  # headings within a list of other stories: they count if the article goes on below them
    skipping = teasers = False
    for n in range(start, len(lines)):
        line = lines[n]
        if line.kind == "end" or (n > last and line.closes):
            break
        if line.kind == "list":
            skipping, teasers, held = skipping or heads_lines(line), False, []
        elif line.kind == "prose" and skipping and not _resumes(lines, n, teasers):
            teasers = True
        elif line.kind == "prose":
            chosen += [*held, line]
            skipping, held = False, []
        elif line.kind in ("other", "footer") and skipping:
            held = [line] if line.markup == "h" else []
        elif _stays(lines, n, last):
            chosen.append(line)
    return _without_signature(chosen)


def _stays(lines: Sequence[Line], n: int, last: int) -> bool:
    """Say whether a line that is no paragraph belongs to the article, whose last sure line is `last`."""
    if lines[n].kind in ("other", "footer"):
        return n < last or lines[n].is_entry or _heads_items(lines, n)
    return n < last and _dates_event(lines, n)


def _dates_event(lines: Sequence[Line], n: int) -> bool:
    """Say whether a date tells when the event above or below it takes place, as on the cards of a calendar."""
    beside = (lines[m] for m in (n - 1, n + 1) if 0 <= m < len(lines))
    return lines[n].kind == "date" and any(line.kind == "other" and DATED.search(line.text) for line in beside)


def _boilerplate(lines: Sequence[Line], start: int) -> int:
    """Give the index of a heading below which a press release tells of who sent it, or the number of lines."""
    for n in range(len(lines) - 1, start, -1):
        if lines[n].kind in ("other", "list") and ABOUT.fullmatch(lines[n].text) and not OCCASION.search(lines[n].text):
            above = sum(line.kind == "prose" for line in lines[start:n])
            below = sum(line.kind == "prose" for line in lines[n + 1 :])
            return n if 1 <= below <= min(above, ABOUT_SENTENCES) else len(lines)
    return len(lines)


def _without_signature(chosen: list[Line]) -> list[Line]:
    """Leave out what stands below the last paragraph and is no entry: who wrote it, for whom."""
    if len(chosen) > 1 and chosen[-2].kind == "prose" and SIGNED.fullmatch(chosen[-1].text):
        return chosen[:-1]
    sure = (n for n, line in enumerate(chosen) if line.kind == "prose" or line.is_listed or line.is_short_sentence)
    last = max(sure, default=len(chosen))
    end = next((n for n in range(len(chosen), last, -1) if chosen[n - 1].is_entry), last + 1)
    return chosen[:end]


def _last_line(lines: Sequence[Line], start: int) -> int:
    """Give the index of the article's last line that is sure: a paragraph, or what the markup sets as an item or a row.

    None counts after an end. An item or a row counts neither below a heading over other stories nor after more than
    one piece of furniture: a table may be followed by its source. Without any sure line, all lines count.
    """
    end = next((n for n in range(start, len(lines)) if lines[n].kind == "end"), len(lines))
    last, closing = None, 0
    for n in range(start, _without_footer(lines, start, end)):
        line = lines[n]
        is_row = line.kind == "other" and (line.markup in ("li", "row") or "\t" in line.text)
        if line.kind == "prose" or (is_row and closing <= 1) or (line.is_short_sentence and closing <= FEW_CLOSING):
            last, closing = n, 0
        elif line.kind == "list" and heads_lines(line):
            closing = len(lines)
        elif line.closes:
            closing += 1
    return end - 1 if last is None else last


def _without_footer(lines: Sequence[Line], start: int, end: int) -> int:
    """Give the end of what may be the article in a dump: a sentence or two below a run of furniture are the site's."""
    prose = [n for n in range(start, end) if lines[n].kind == "prose" and not lines[n].markup]
    for before, after in pairwise(prose[-FOOTER_SENTENCES - 1 :]):
        run = sum(lines[n].kind in ("furniture", "footer", "date") for n in range(before + 1, after))
        rest = len(prose) - prose.index(after)
        if run >= FOOTER_RUN and FOOTER_SHARE * rest <= len(prose):
            return before + 1
    return end


def heads_lines(line: Line) -> bool:
    """Say whether the stories stand on the lines below a heading: "See also: RCEP a year on" has its own with it."""
    return not re.search(r"[:：]\s*\S", line.text)


def _heads_items(lines: Sequence[Line], n: int) -> bool:
    """Say whether items of a list follow, as below "Dates for your diary"."""
    return n + 1 < len(lines) and lines[n + 1].kind == "other" and lines[n + 1].is_listed


def _resumes(lines: Sequence[Line], n: int, teasers: bool) -> bool:
    """Say whether the paragraph at `n` goes on with the article after a list of other stories, or is a teaser in it."""
    if lines[n].markup == "p":  # below a link, and above another, it tells of the story behind the first
        return not (lines[n - 1].kind == "link" and (teasers or (n + 1 < len(lines) and lines[n + 1].kind == "link")))
    if QUESTION.search(lines[n].text) and len(lines[n].text.split()) < LONG_QUESTION:  # the title of another letter
        return False
    following = lines[n + 1] if n + 1 < len(lines) else Line("", "end")
    headline = following.kind == "other" and not following.text.endswith((":", "："))
    return following.kind == "prose" or not (teasers or headline)
