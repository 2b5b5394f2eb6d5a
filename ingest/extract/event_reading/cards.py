"""Cards of a calendar: the name of an event over lines that tell only when, where and by whom it is held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.extract.event_reading.diary import is_name, lower_plain, sentence_of
from ingest.extract.event_reading.slots import Slots, read_slots, read_where
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import find_places
from ingest.extract.wording import any_of

_words = load_words("diary_words.yml")
_WHEN = re.compile(rf"{any_of(_words['card_labels'])}:\s+", re.IGNORECASE)
_WHERE = re.compile(rf"{any_of(_words['card_places'])}:\s+", re.IGNORECASE)
_WHO = re.compile(rf"(?:{any_of(_words['card_hosts'])})(?::\s*|\s+(?=(?:the\s+)?[A-Z]))", re.IGNORECASE)
_HOW = re.compile(rf"{any_of(_words['card_modes'])}:\s+(?P<how>.+)", re.IGNORECASE)
_MODE = re.compile(any_of(_words["modes"]), re.IGNORECASE)
_CROWD = re.compile(
    rf"{any_of(_words['card_crowds'])}:\s+(?P<crowd>\D{{0,20}}?\d[\d,]*\+?)(?:\s+(?P<what>[a-z][a-z -]{{2,40}}))?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[A-Z][\w()/&' -]{2,28}:\s+\S")
_OPEN = re.compile(rf"(?:{any_of(_words['card_labels'])}:?\s+)?{any_of(_words['undecided'])}\W*", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\)|(?:,\s*)?\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*[-–~]\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?(?:\s*\(?\b[A-Z]{2,4}(?:[+-]\d)?\b\)?)?"
)
_LONGEST = 160  # characters of a line
_FEWEST = 2  # cards: one alone may be the headline of a section
_ENOUGH = 2  # labels that make a card of one alone
_MOST_LINES = 9  # of a card


@dataclass(slots=True)
class _Card:
    """What the lines below a name tell."""

    when: str = ""
    is_open: bool = False
    where: str = ""
    how: str = ""
    who: str = ""
    crowd: str = ""
    labels: int = 0
    end: int = field(default=0)

    @property
    def is_told(self) -> bool:
        """Tell lines that can stand on a card only: a day, or that none is fixed, beside a place or a host."""
        return bool(self.when or self.is_open) and bool(self.where or self.how or self.who)


class Cards:
    """The cards of a page: `told` gives by line what is to be read for it, `under` the event that a text is about."""

    def __init__(self, alone: Mapping[int, str]) -> None:
        """Take the texts that are a line by themselves, by their line."""
        self.told: dict[int, str] = {}
        self.under: dict[int, str] = {}
        starts = [block for block, text in alone.items() if block + 1 in alone and len(text) <= _LONGEST]
        found = {block: card for block in starts if (card := _read_card(alone, block)).is_told}
        found = {block: card for block, card in found.items() if _is_heading(alone[block])}
        if len(found) < _FEWEST and all(card.labels < _ENOUGH for card in found.values()):
            return
        for block, card in found.items():
            self.told |= dict.fromkeys(range(block + 1, card.end), "")
            self.told[block] = _sentence(alone[block], card)
            self.under[card.end] = lower_plain(alone[block])
        self.under = {block: name for block, name in self.under.items() if block not in found}


def _read_card(alone: Mapping[int, str], block: int) -> _Card:
    card = _Card(end=block + 1)
    while card.end in alone and card.end - block <= _MOST_LINES and _take(card, fold(alone[card.end])):
        card.end += 1
    return card


def _take(card: _Card, line: str) -> bool:
    """Add what a line tells; False where it is none of a card."""
    if len(line) > _LONGEST:
        return False
    if _LABELLED.match(line) and _take_labelled(card, line):
        card.labels += 1
        return True
    who = _WHO.match(line)
    if who and not card.who:
        card.who = re.sub(r"\s*;\s*", " and the ", line[who.end() :].rstrip(" ."))
        return True
    if _OPEN.fullmatch(line):
        card.is_open = True
        return True
    rest = _CLOCK.sub("", _WHEN.sub("", line))
    if not rest.strip():
        return True  # the hour alone
    slots = read_slots(rest) if not card.when else None
    slots = slots or (read_where(_WHERE.sub("", line)) if not card.where else None)
    if slots is None:
        return card.labels > 0 and _LABELLED.match(line) is not None  # "Fee: RM50"
    card.when, card.where, card.how = card.when or slots.when, card.where or slots.where, card.how or slots.how
    return True


def _take_labelled(card: _Card, line: str) -> bool:
    """Add what stands behind a label; False where the label is none of when, where, who, how and how many."""
    when, where, how, crowd = _WHEN.match(line), _WHERE.match(line), _HOW.fullmatch(line), _CROWD.match(line)
    slots = read_slots(_CLOCK.sub("", line[when.end() :])) if when and not card.when else None
    if slots is not None:
        card.when, card.where, card.how = slots.when, card.where or slots.where, card.how or slots.how
    elif where and not card.where:
        told = line[where.end() :]
        places = [m for m in find_places(told) if m.value.kind != "group" and m.value.form != "adjective"]
        card.where = told[places[0].start : places[-1].end] if places else ""
        mode = _MODE.search(told)
        card.how = card.how or ("" if mode is None else "hybrid" if places else mode.group().lower())
    elif how:
        card.how = how["how"].rstrip(" .").lower()
    elif crowd:
        card.crowd = f"{crowd['crowd']} {crowd['what'] or 'participants'}"
    return slots is not None or bool(where or how or crowd)


def _is_heading(text: str) -> bool:
    return not text.endswith((".", ":", "?", "!")) and is_name(fold(text))


def _sentence(name: str, card: _Card) -> str:
    host = f", under the auspices of {card.who}" if card.who else ""
    host += f", with {card.crowd} taking part" if card.crowd else ""
    if card.when:
        return sentence_of(name + host, Slots(card.when, card.where, card.how))
    where = f" in {card.where}" if card.where else ""
    how = f" (format {card.how})" if card.how else ""
    return f"Will be held{where}{how}, the {name}{host}"
