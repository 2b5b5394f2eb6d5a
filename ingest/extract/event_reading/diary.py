"""Items of a calendar without a verb, as the sentences that they stand for.

"21-23 May, Bangkok: Trade Matchmaking 2025" is read as "On 21-23 May, in Bangkok, a Trade Matchmaking 2025".
"""

from __future__ import annotations

import re

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import DateExpression, find_dates
from ingest.extract.mentions.place import find_places
from ingest.extract.spans import Mention
from ingest.extract.wording import whole_word

_words = load_words("diary_words.yml")
_MONTHS = "|".join(name for names in load_words("months.yml").values() for name in names)
_MODE = whole_word(_words["modes"])
_BULLET = re.compile(r"[^\w(]*")
_COLON = re.compile(r":\s+|\s[-–—|]\s+(?!\d)")
_BARE_MONTH = re.compile(
    rf"(?:{whole_word(_words['parts_of_month'])}[\s-]+)?(?P<month>{_MONTHS})\b\.?(?:\s+\d{{4}})?(?=\W)"
)
_REST = re.compile(rf"(?:[\s,;()/&]|{_MODE}|{whole_word(_words['beside_places'])})*", re.IGNORECASE)
_VERB = re.compile(whole_word(_words["verbs"]))
_CLAUSE = re.compile(r"[,;(]|\b(?:which|that|where|who)\b")
_LED = re.compile(rf"(?:{whole_word(_words['leads'])})\s|[\W\d]", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Z][a-z]+(?=\s+[a-z])")
_BEHIND = re.compile(r"\s*(?:$|[.;,()])")
_LONGEST_HEAD = 90  # characters of the date and place in front of the colon


def unfold(text: str) -> str:
    """Write an item of a calendar out; give any other text as it is."""
    folded = fold(text)
    start = _BULLET.match(folded).end()  # type: ignore[union-attr]
    colon = _COLON.search(folded, start, start + _LONGEST_HEAD)
    if colon is None or _VERB.search(_CLAUSE.split(folded[colon.end() :], maxsplit=1)[0]):
        return text
    head = _when_and_where(folded[start : colon.start()])
    return f"{head}, {_what(text[colon.end() :], has_place=', in ' in head)}" if head else text


def _when_and_where(head: str) -> str | None:
    """Write out the head of an item; None where it holds more than a day or month, places and the way to attend."""
    dates: list[Mention[DateExpression]] = find_dates(head)
    month = _BARE_MONTH.match(head + " ")
    if dates and dates[0].start == 0:
        lead, end = "On", dates[0].end
    elif month:
        lead, end = "In", month.end()
    else:
        return None
    rest = head[end:]
    places = [m for m in find_places(rest) if m.value.kind != "group" and m.value.form != "adjective"]
    left = rest
    for place in reversed(places):
        left = left[: place.start] + left[place.end :]
    if not _REST.fullmatch(left):
        return None
    where = ", in " + rest[places[0].start : places[-1].end] if places else ""
    mode = re.search(_MODE, rest, re.IGNORECASE)
    how = f" (format {mode.group().lower()})" if mode else ""
    return f"{lead} {head[:end]}{where}{how}"


def _what(item: str, *, has_place: bool) -> str:
    """Write out what takes place: with an article, and with a preposition before a place behind a comma."""
    if not has_place:
        item = _with_place(item)
    plain = _PLAIN.match(item)
    if plain:
        item = item[0].lower() + item[1:]
    item = re.sub(rf",\s+({_MODE})(?=\W*$)", r" (format \1)", item, flags=re.IGNORECASE)
    return item if _LED.match(item) else f"a {item}"


def _with_place(item: str) -> str:
    for place in find_places(item):
        is_place = (
            place.value.kind != "group" and place.value.form != "adjective" and place.value.role != "organisation"
        )
        if is_place and item.endswith((", ", "("), 0, place.start) and _BEHIND.match(item, place.end):
            return f"{item[: place.start]}in {item[place.start :]}"
    return item
