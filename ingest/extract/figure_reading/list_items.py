"""Lists of figures: lines of a label and its numbers below the line that says what they tell.

"Malaysia's exports to China in 2017 were:" goes before "- Chemicals (RM13.3 billion, +41.8%)", "China's trade with
ASEAN (US$ bn)" before "Vietnam: 92.7, up 24.1%". The line above is read as a table's caption, a label as that of a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.extract.figure_reading.chunks import Chunk, chunk_sentence
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.quantities.roles import read_quantities
from ingest.extract.figure_reading.statements import Statement
from ingest.extract.figure_reading.table_labels import Label, is_unit_line, read_label, read_unit
from ingest.extract.figure_reading.tables import Frame, statement_of
from ingest.extract.mentions.number import DIGITS
from ingest.extract.mentions.percentage import Percentage
from ingest.extract.sentences import Sentence

_ITEM = re.compile(
    r"^(?:[•·▪◦*+-]\s*|[–—]\s+|\(?\d{1,2}[.)]\s+)?"
    r"(?P<label>(?:19|20)\d\d|[^\W\d_][^:;(–—]{1,70}?)\s*(?:[:=]|\s[–—-]|(?=\())\s*(?P<rest>\S.*)$"
)
_PLAIN = re.compile(rf"^(?P<number>{DIGITS})(?![\w%]|\s?per|\s(?:million|billion|trillion))")
_SIGN = re.compile(r"\b(?:was|were|is|are|had|has|will|reached|rose|fell|grew)\b")  # of a sentence, no label
_SPLIT = re.compile(
    r"\bshares?\b|\bby\s(?:\w+\s)?(?:destination|country|partner|market|source|origin|product|commodity|sector|mode)",
    re.IGNORECASE,
)
_FULL_STOPS = (".", ";", ",", "!", "?")
_LONGEST_INTRO, _LONGEST_CAPTION = 300, 100  # characters
_NOTHING = Label(None, None, None, None, None, None, "yoy", "")


@dataclass(slots=True)
class ItemList:
    """The line that may introduce a list, and its caption once an item below it was seen."""

    intro: str = ""
    title: Label | None = None

    def begin(self, text: str) -> None:
        """Take a line as the one above a list."""
        is_caption = not text.endswith(_FULL_STOPS) and (
            len(text) <= _LONGEST_CAPTION or read_unit(text[-40:]) is not None
        )
        self.intro = text if (text.endswith(":") or is_caption) and len(text) <= _LONGEST_INTRO else ""
        self.title = None

    def read(self, sentence: Sentence, context: Context) -> list[Statement]:
        """Read an item below the line that introduces it; nothing where the sentence is none."""
        item = _ITEM.match(sentence.text) if self.intro else None
        if item is None or _SIGN.search(item["label"]) or is_unit_line(sentence.text):
            return []
        self.title = self.title or read_label(self.intro, 0, context)
        if self.title.subject is None:
            return []
        return _item(item["label"], item["rest"], self.title, context)


def _item(words: str, rest: str, title: Label, context: Context) -> list[Statement]:
    """Read the first number of each kind behind a label."""
    label = read_label(words, 0, context, title.span)
    label = replace(label, role=None, names_part=not (label.place or label.span or label.subject))
    chunks = chunk_sentence(rest, 0, [])
    quantities = read_quantities(chunks)
    plain = _PLAIN.match(rest) if title.unit else None
    if plain is not None and title.unit is not None:
        number = float(plain["number"].replace(",", "")) * title.unit[0]
        quantities.insert(0, Quantity(-1, "value", round(number, 2), title.unit[1], "exact"))
    by_role: dict[str, Quantity] = {}
    for quantity in quantities:
        if quantity.role in by_role or quantity.role == "base":
            return []  # a sentence of its own
        by_role[quantity.role] = quantity
    value = by_role.get("value")
    if value is None or _begins_late(chunks, value):
        return []
    told = statement_of(value, _NOTHING, label, Frame(title, [_NOTHING], context))
    if told is None:
        return []
    alt, change, share = (by_role.get(role) for role in ("alt", "change", "share"))
    if change is None and share is None and _SPLIT.search(title.words):
        share = _share_in_brackets(chunks)
    told = replace(told, alt=alt, change=change, share=share, rule="listed")
    if title.subject is not None and title.subject.reporter is None:
        told = replace(told, inherited=("reporter", "partner", *told.inherited))
    return [told]


def _share_in_brackets(chunks: list[Chunk]) -> Quantity | None:
    """Read the bare percentage of "China: 890.5 million (15.0%)" in a list that splits a total."""
    last = len(chunks) - 1
    while last > 0 and chunks[last].key in (".", ";", ","):
        last -= 1
    value = chunks[last - 1].value if last > 1 else None
    is_bare = isinstance(value, Percentage) and value.sign is None and not value.is_points
    if not is_bare or (chunks[last - 2].key, chunks[last].key) != ("(", ")"):
        return None
    return Quantity(last - 1, "share", value.number) if isinstance(value, Percentage) else None


def _begins_late(chunks: list[Chunk], value: Quantity) -> bool:
    """Say whether more than words of exactness stand before the number: a sentence behind a heading."""
    opening = chunks[: max(0, value.at)]
    is_aside = bool(opening) and opening[0].key == "(" and any(chunk.key == ")" for chunk in opening)
    return is_aside or sum(chunk.kind in ("word", "phrase", "place") for chunk in opening) > 2
