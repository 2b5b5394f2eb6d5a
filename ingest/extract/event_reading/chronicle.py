"""Entries of chronicles and calendars that a day leads in: "April 22-23. Asian-African Summit in Jakarta".

The year stands once, in the headline or in a heading: "2005: a year in eleven entries", "Calendar of fairs 2026".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ingest.extract.event_reading.dating import LISTED, PAST
from ingest.extract.event_reading.diary import tell_on
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression, find_dates
from ingest.extract.sentences import Sentence
from ingest.extract.spans import Mention
from ingest.extract.wording import whole_word

_words = load_words("diary_words.yml")
_RECORD = re.compile(whole_word(_words["records"]), re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
_OPENS = re.compile(r"\W*(?:[A-Z][a-z]{2,8}\.?(?:\s+\d|[\s.:–—-])|\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s+[A-Z][a-z]{2})")
_MARK = re.compile(r"[.:–—-]|$")
_LONGEST_LEAD = 40  # characters
_LONGEST_HEADING = 80
_FEWEST = 3  # entries of a chronicle


class Chronicle:
    """The entries of a page, and the year that its headline gives them."""

    def __init__(self, sentences: Sequence[Sentence], title: str, published_on: date | None) -> None:
        """Look at how the lines of the page begin."""
        published_year = published_on.year if published_on else None
        firsts = [s for before, s in pairwise([None, *sentences]) if s and (before is None or before.block != s.block)]
        leads = {s.block: lead for s in firsts if (lead := _lead_of(s.text)) is not None}
        months = [lead.value.first.month or 0 for lead in leads.values()]
        is_chronicle = len(months) >= _FEWEST and months == sorted(months)
        self._year = _year_of(title, firsts, published_year) if is_chronicle else None
        self._is_over = self._year is not None and published_year is not None and self._year < published_year
        self._leads = leads
        self._held: Sentence | None = None

    def leads(self, sentence: Sentence) -> bool:
        """Keep a day that stands as a sentence by itself in front of its entry."""
        lead = self._leads.get(sentence.block)
        if lead is None or len(sentence.text.rstrip(" .")) > lead.end:
            return False
        self._held = sentence
        return True

    def unfold(self, sentence: Sentence) -> tuple[str, str] | None:
        """Write out the entry behind a day, with its tense; None for any other sentence."""
        held, self._held = self._held, None
        if held is None or held.block != sentence.block:
            return None
        return tell_on(held.text.rstrip(" ."), sentence.text), self.tense

    @property
    def tense(self) -> str:
        """Give the tense of entries without a verb."""
        return PAST if self._is_over else LISTED

    def date(self, told: str) -> str:
        """Give the day of a written-out entry the year of the chronicle."""
        if self._year is None:
            return told
        first = next(iter(find_dates(told[:_LONGEST_HEADING])), None)
        if first is None or first.start > len("On the ") or first.value.first.year or first.value.first.month is None:
            return told
        return f"{told[: first.end]}, {self._year}{told[first.end :]}"


def _lead_of(text: str) -> Mention[DateExpression] | None:
    """Give the day or month that a line begins with, before a mark."""
    if not _OPENS.match(text):
        return None
    first = next(iter(find_dates(fold(text[:_LONGEST_LEAD]))), None)
    if first is None or first.start > 1 or first.value.first.month is None:
        return None
    return first if _MARK.match(text[first.end :].lstrip()) else None


def _year_of(title: str, firsts: Sequence[Sentence], published_year: int | None) -> int | None:
    """Give the year of the chronicle, which the headline or a short heading names; of a heading that tells so."""
    headings = [title, *(s.text for s in firsts if len(s.text) <= _LONGEST_HEADING and not s.text.endswith("."))]
    for heading in headings:
        years = set(_YEAR.findall(heading))
        if len(years) == 1 and (_RECORD.search(heading) or heading.strip().isdigit()):
            year = int(years.pop())
            return year if published_year is None or year <= published_year + 1 else None
    return None
