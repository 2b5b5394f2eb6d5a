"""The day of a press conference that is told without one: that on which it was said what the page reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.extract.event_reading.dating import PAST, DateRange, Moment, resolve
from ingest.extract.event_reading.record import Record
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import find_dates
from ingest.extract.sentences import Sentence
from ingest.extract.wording import CuedPattern, whole_word

_words = load_words("event_words.yml")
_SAID = CuedPattern(
    rf"{whole_word(_words['says'])}(?:\s+(?:here|late|early|on|in\s+[A-Z]\w+|in\s+a\s+(?:statement|release|report)))*\s+$",
    _words["says"],
)
_FARTHEST = 4  # sentences before the one that names the press conference


def date_press_conferences(records: Iterable[Record], sentences: Sequence[Sentence], moment: Moment) -> None:
    """Give press conferences without a day the one of the saying in their sentence or shortly before."""
    for record in records:
        if record.name.event_type != "press_conference" or record.precision is not None or record.is_undated:
            continue
        at = next((n for n, sentence in enumerate(sentences) if sentence is record.sentence), None)
        for sentence in reversed(sentences[max(0, (at or 0) - _FARTHEST) : (at or 0) + 1]):
            day = _said_on(fold(sentence.text), moment)
            if day is not None:
                record.start, record.end, record.precision, record.is_guessed = day.start, day.end, "day", True
                break


def _said_on(text: str, moment: Moment) -> DateRange | None:
    for mention in find_dates(text):
        is_day = mention.value.precision == "day" and mention.value.relative_to == "page"
        if is_day and mention.value.last is None and _SAID.search(text[: mention.start]):
            return resolve(mention.value, Moment(moment.published_on, PAST))
    return None
