"""Lists of events whose names stand as headings over what is told of them.

"23rd China-ASEAN Expo" on a line of its own, and below it "Join the pavilion in Nanning from 17 to 21 September"; or
with a line above or below it that tells only when and where: "Webinar 14 July 2021 (Wed) 14:00-16:00".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.extract.event_reading.attendance import find_participants
from ingest.extract.event_reading.cards import Cards
from ingest.extract.event_reading.diary import sentence_of
from ingest.extract.event_reading.slots import Slots, read_slots
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_name import find_event_names
from ingest.extract.sentences import Sentence
from ingest.extract.wording import any_of

_diary = load_words("diary_words.yml")
_KIND = re.compile(rf"(?P<kind>{any_of(_diary['card_kinds'])})s?(?:\s*[:|,–—-])?\s+(?=\d|[A-Z])", re.IGNORECASE)
_BARE_KIND = re.compile(any_of(_diary["card_kinds"]), re.IGNORECASE)  # on a line of its own above the day
_LABEL = re.compile(rf"{any_of(_diary['card_labels'])}:\s+", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\)|,?\s+\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*[-–~]\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?(?:\s*\(?\b[A-Z]{2,4}(?:[+-]\d)?\b\)?)?"
)

_LONGEST = 120  # characters of a heading
_FEWEST = 2  # names that stand so: one alone is the headline of a section of a report


class Headings:
    """The headings of a page that name events; writes what stands below one out as a sentence about it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Look for the names that stand alone in their line."""
        alone = _alone(sentences)
        names = {block: sentence.text for block, sentence in alone.items() if _is_name(sentence.text)}
        self._names = names if len(names) >= _FEWEST else {}
        lines = Cards({block: sentence.text for block, sentence in alone.items()})
        self._cards = _cards(alone, names) | lines.told
        self._under = lines.under

    def unfold(self, sentence: Sentence) -> str | None:
        """Write out a sentence of the paragraph below a heading; None for any other."""
        if sentence.block in self._cards:
            return self._cards[sentence.block]
        if sentence.block in self._under:
            counts = find_participants(sentence.text, names_event=False)
            return f"{sentence.text.rstrip('.')}, at the {self._under[sentence.block]}" if counts else None
        name = self._names.get(sentence.block - 1)
        if name is None or sentence.is_row or sentence.block in self._names:
            return None
        if any(mention.value.kind == "proper" for mention in find_event_names(sentence.text, {})):
            return None
        return f"At the {name}, {sentence.text[0].lower()}{sentence.text[1:]}"


def _alone(sentences: Sequence[Sentence]) -> dict[int, Sentence]:
    """Give the sentences that are a line by themselves, by their line."""
    blocks: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.block, []).append(sentence)
    return {block: lines[0] for block, lines in blocks.items() if len(lines) == 1}


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST or text.endswith((".", ":", "?", "!")):
        return False
    found = find_event_names(text, {})
    return len(found) == 1 and found[0].value.kind == "proper" and found[0].start == 0 and found[0].end == len(text)


def _cards(alone: Mapping[int, Sentence], names: Mapping[int, str]) -> dict[int, str]:
    """Write out the lines that a line of only day and place goes with, where at least two do: the cards of a calendar.

    The line stands above the name, or on all cards below it; above it, the name may be any title.
    """
    whens = {block: when for block, line in alone.items() if (when := _when(line.text)) is not None}
    above = {block: whens[block - 1] for block in names if block - 1 in whens}
    below = {block: whens[block + 1] for block in names if block + 1 in whens}
    is_above = len(above) >= len(below)
    told = above if is_above else below
    cards = {block: sentence_of(f"the {names[block]}", slots) for block, (_, slots) in told.items()}
    if len(cards) < _FEWEST:
        return {}
    for block, (kind, slots) in whens.items() if is_above else ():
        title, over = alone.get(block + 1), alone.get(block - 1)
        kind = kind or (over.text.lower() if over is not None and _BARE_KIND.fullmatch(over.text) else "")
        if kind and title is not None and block + 1 not in cards and _is_title(title.text):
            cards[block + 1] = sentence_of(f'{kind} titled "{title.text}"', slots)
    return cards


def _when(text: str) -> tuple[str, Slots] | None:
    """Read a line of only the kind of event, its day and place."""
    if len(text) > _LONGEST:
        return None
    rest = _CLOCK.sub("", fold(text).lstrip("[(| "))
    kind = _KIND.match(rest)
    rest = rest[kind.end() :] if kind else rest
    slots = read_slots(_LABEL.sub("", rest))
    return (kind["kind"].lower() if kind else "", slots) if slots is not None else None


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith((".", ":", "!")) and '"' not in fold(text)
