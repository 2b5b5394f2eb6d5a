"""Which line above an article is its headline: no masthead, no byline, no deck, no section's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean.dates import MASTHEAD
from ingest.clean.lines import DECK_WORDS, SIGNATURE_WORDS, Line, heads_lines
from ingest.clean.prose import SMALL_WORDS

MIN_TITLE_WORDS = 3
MAX_TITLE_LENGTH = 250  # characters
MAX_BARS = 3  # menus and bars that count between a line and the article
TOLD_BELOW = 10  # words that a deck is worth less as a headline
TELLING_WORDS = 3  # small words of a line that tells something
LONG_TITLE = 10  # words; more of them make no better headline
DECK_SURELY = 14  # words; hardly a headline has more
SITE_MARKS = re.compile(r"\||\s[>»›]\s|--|\.{3}|…$|^\W*(?:home|welcome)\b|^[\w-]+(?:\.[a-z]{2,})+\b", re.I)
OFFICE = re.compile(
    r"""(?:the\s|royal\s)?(?:(?:general|provincial|national|municipal)\s)?(?:ministry|department|bureau|office|embassy
    |consulate|portal|government|chamber|secretariat|commission|council)\s(?:of|for)\b""",
    re.I | re.X,
)
NAME_WORDS = 8  # of an office; a headline about it has more
BYLINE_WORDS = 3  # of a name in capitals
# "Zakki Hakim, The Straits Courier, Jakarta", below the headline.
CREDIT = re.compile(
    r"(?:[A-Z][\w.'’-]*\s?){2,4},\s(?:The\s)?(?:[A-Z][\w&.'’-]*\s?){1,4}(?:,\s(?:[A-Z][\w.'’-]*\s?){1,3})?"
)


def find_title(lines: Sequence[Line], first: int) -> int | None:
    """Give the index of the headline among the lines before the first paragraph, or None."""
    best: tuple[float, int] | None = None
    for n in range(first):
        text, kind = lines[n].text, lines[n].kind
        words = len(text.split())
        least = {"other": MIN_TITLE_WORDS, "list": MIN_TITLE_WORDS + 2}.get(kind)
        names_stories = kind == "list" and not heads_lines(lines[n])  # "In this issue: Fruit - Rail - Diary"
        if least is None or words < least or len(text) > MAX_TITLE_LENGTH or MASTHEAD.search(text):
            continue
        near_date = any(0 <= m < len(lines) and lines[m].kind == "date" for m in (n - 1, n + 1))
        marked = names_stories or _names_site(text) or lines[n].is_listed
        barred = min(sum(lines[m].kind == "furniture" for m in range(n + 1, first)), MAX_BARS)
        score = min(words, LONG_TITLE) + 2 * near_date - 5 * marked - _deck_penalty(lines, n) - 0.6 * barred - 0.01 * n
        if best is None or score > best[0]:
            best = (score, n)
    return best[1] if best else None


def _deck_penalty(lines: Sequence[Line], n: int) -> int:
    """Say how much a line is worth less as a headline because it may be the deck below one."""
    above = lines[n - 1] if n else Line("", "end")
    if above.kind != "other":
        return 0
    words = above.text.split()
    is_named = _is_name(words) or _is_telling(above.text)
    is_long = n > 1 and len(lines[n].text.split()) > DECK_SURELY
    if len(words) >= MIN_TITLE_WORDS and _is_telling(lines[n].text) and (is_long or not is_named):
        return TOLD_BELOW
    return 2 if len(words) > SIGNATURE_WORDS and len(lines[n].text.split()) >= DECK_WORDS else 0


def _is_telling(text: str) -> bool:
    """Say whether a line is as long as a sentence, and made like one."""
    words = text.lower().split()
    return len(words) >= DECK_WORDS and sum(word in SMALL_WORDS for word in words) >= TELLING_WORDS


def _is_name(words: Sequence[str]) -> bool:
    """Say whether words are the name of a site or an office: each is capitalised, but for small ones."""
    return all(not word[0].islower() or word in SMALL_WORDS for word in words)


def _names_site(text: str) -> bool:
    """Say whether a line shows that it names a site, an office or a writer."""
    if SITE_MARKS.search(text):
        return True
    words = text.split()
    if CREDIT.fullmatch(text):
        return True
    is_office = len(words) <= NAME_WORDS and OFFICE.match(text) is not None and _is_name(words)
    return is_office or (len(words) <= BYLINE_WORDS and text.isupper())
