"""Rows of a table of events: which cell says when, what, where and by whom."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.event_reading.diary import sentence_of
from ingest.extract.event_reading.slots import Slots, places_in, read_slots
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_name import find_event_names

_words = load_words("diary_words.yml")
_KINDS = ("when", "what", "where", "who", "crowd")
_HEADS = {head: kind for kind in _KINDS for head in _words[f"column_{kind}"]}
_NOBODY = re.compile(r"[\W\d]*")
_PEOPLE = re.compile(r"\d\s+\w")
_NUMBER = re.compile(r"\s*\d{1,3}\.?\s*")


class CalendarTable:
    """Writes the rows of a page's tables out as sentences; keeps the heads of the table that is read."""

    def __init__(self) -> None:
        """Start outside any table."""
        self._columns: dict[str, int] = {}

    def unfold(self, row: str) -> str | None:
        """Write a row out where it tells of an event; None for any other row."""
        cells = row.split("\t")
        heads = {_HEADS[head]: n for n, cell in reversed(list(enumerate(cells))) if (head := _head(cell)) in _HEADS}
        if len(heads) >= 2:
            self._columns = heads if {"when", "what"} <= heads.keys() else {}
            return ""
        columns = self._columns or _columns_of(cells)
        if max(columns.values(), default=len(cells)) >= len(cells) or not {"when", "what"} <= columns.keys():
            return None
        return _sentence({kind: cells[n].strip() for kind, n in columns.items()})

    def leave(self) -> None:
        """Forget the heads where the table ends."""
        self._columns = {}


def _head(cell: str) -> str:
    return re.sub(r"\s+", " ", cell).strip(" :*").lower()


def _columns_of(cells: list[str]) -> dict[str, int]:
    """Tell what each cell of a row without heads is: a date, the name of an event, a place."""
    columns: dict[str, int] = {}
    for n, cell in enumerate(cells):
        slots = read_slots(fold(cell))
        if slots is not None:
            columns.setdefault("when", n)
        elif "what" not in columns and not _NUMBER.fullmatch(cell) and _names_event(cell):
            columns["what"] = n
        elif "where" not in columns and _is_place(cell):
            columns["where"] = n
    return columns


def _is_place(cell: str) -> bool:
    places = places_in(fold(cell))
    return bool(places) and (places[0].start == 0 or cell[: places[0].start].rstrip().endswith(","))


def _names_event(cell: str) -> bool:
    return any(mention.value.kind in ("proper", "plain") for mention in find_event_names(f"a {cell}", {}))


def _sentence(cell: dict[str, str]) -> str | None:
    slots = read_slots(fold(cell["when"]))
    if slots is None or not _names_event(cell["what"]):
        return None
    places = places_in(fold(cell.get("where", "")))
    if places:
        slots = replace(slots, where=cell["where"][places[0].start : places[-1].end])
    who = cell.get("who", "")
    host = "" if _NOBODY.fullmatch(who) else f", under the auspices of {who}"
    crowd = cell.get("crowd", "")
    host += f", with {crowd[0].lower()}{crowd[1:]} taking part" if _PEOPLE.search(crowd) else ""
    return sentence_of(cell["what"] + host, _with_mode(slots, cell.get("where", "")))


def _with_mode(slots: Slots, where: str) -> Slots:
    """Take the way to attend from the column of places: "Online"."""
    mode = where.strip().lower()
    return replace(slots, how=mode) if mode in _words["modes"] else slots
