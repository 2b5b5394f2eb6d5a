"""Stretches of text that hold nothing but when, where and how: "Nanning, Guangxi, 12-15 September (TBC)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.spans import Mention
from ingest.extract.wording import whole_word

_words = load_words("diary_words.yml")
MONTH = "(?:" + "|".join(name for names in load_words("months.yml").values() for name in names) + ")"
_BARE_MONTH = re.compile(
    rf"(?<![\w-])(?:{whole_word(_words['parts_of_month'])}[\s-]+)?{MONTH}\b\.?(?:\s+\d{{4}})?(?=\W|$)"
)
_MODE = re.compile(whole_word(_words["modes"]), re.IGNORECASE)
_WEB = ("online", "virtual", "virtually", "via zoom")  # beside a place, one of two ways to attend
_AND_WEB = re.compile(rf"\band\s+{_MODE.pattern}", re.IGNORECASE)  # "Beijing and via Zoom"
_REST = re.compile(
    rf"(?:[\s,;:.()/&|–—-]|\b(?:{'|'.join(_words['parts_of_month'])})-|\d{{1,2}}[:.]\d\d\s*(?:[ap]\.?m\b\.?)?|\d{{1,2}}\s*[ap]\.?m\b\.?|{whole_word(_words['beside_places'])})*",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"[\s,;:.()|–—-]*(?:(?:(?:at|in|the)\s+)*(?:[A-Z][\w'&.-]*|\d{1,3}[A-Z]?|of|and|the)(?:[,\s]+|(?=[.;)\s]*$))){1,7}[\s.;)]*"
)


@dataclass(frozen=True, slots=True)
class Slots:
    """When, where and how, in the words of the page; `when` with its preposition, `where` and `how` empty if untold."""

    when: str
    where: str
    how: str


def read_slots(text: str) -> Slots | None:
    """Read a stretch; None where it holds anything but a day or month, places and the way to attend.

    A venue's own name may stand beside its city.
    """
    dates = find_dates(text)
    months = [] if dates else list(_BARE_MONTH.finditer(text))
    if len(dates) + len(months) != 1:
        return None
    start, end = (dates[0].start, dates[0].end) if dates else months[0].span()
    by_day = bool(dates) and dates[0].value.precision == "day"
    when = f"{'on' if by_day else 'in'} {text[start:end]}"
    places = places_in(text)
    left = _without(text, [(start, end), *((p.start, p.end) for p in places)])
    how = _MODE.search(left)
    left = _MODE.sub("", left)
    where = text[places[0].start : places[-1].end] if places else ""
    if places and start < places[-1].end and places[0].start < end:
        where = text[places[0].start : places[0].end]
    if not _REST.fullmatch(left) and not (places and _VENUE.fullmatch(re.sub(_REST, " ", left, count=1))):
        return None
    mode = how.group().lower() if how else ""
    is_both = mode in _WEB and _AND_WEB.search(text) is not None
    return Slots(when, where, "hybrid" if places and is_both else mode)


def read_where(text: str) -> Slots | None:
    """Read a stretch that holds nothing but places and the way to attend: "Guangzhou, China, and online"."""
    places = places_in(text)
    left = _without(text, [(p.start, p.end) for p in places])
    how = _MODE.search(left)
    left = _MODE.sub("", left)
    if not (places or how) or not (_REST.fullmatch(left) or _VENUE.fullmatch(re.sub(_REST, " ", left, count=1))):
        return None
    mode = how.group().lower() if how else ""
    if not places:
        return Slots("", "", mode)
    return Slots("", text[places[0].start : places[-1].end], "hybrid" if mode in _WEB else mode)


def places_in(text: str) -> list[Mention[Place]]:
    """Give the places where something may be held."""
    found = [m for m in find_places(text) if m.value.kind != "group" and m.value.form != "adjective"]
    return [m for m in found if m.value.role != "organisation"]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text
