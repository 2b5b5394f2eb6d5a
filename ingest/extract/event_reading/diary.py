"""Items of a calendar without a verb, as the sentences that they stand for.

"21-23 May, Bangkok: Trade Matchmaking 2025" is read as "On 21-23 May, in Bangkok, a Trade Matchmaking 2025", and so are
"Trade Matchmaking 2025, Bangkok, 21-23 May" and a table's row with a day, an event and a place in its cells.
"""

from __future__ import annotations

import re

from ingest.extract.event_reading.short_names import SHORT_NAMES
from ingest.extract.event_reading.slots import MONTH, Slots, places_in, read_slots
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.event_name import find_event_names
from ingest.extract.wording import whole_word

_words = load_words("diary_words.yml")
_MODE = whole_word(_words["modes"])
_NUMBER = r"(?:\(?\d{1,2}[.)]\s+)?"
_LEAD = re.compile(rf"[^\w(]*{_NUMBER}(?:{whole_word(_words['headings'])}:\s+)?", re.IGNORECASE)
_COLON = re.compile(r":\s+|\s[-–—|]\s+(?!\d)")
_MARK = re.compile(r",\s+|;\s+|:\s+|\s+[-–—|]\s+|\s+\(")
_BEHIND_DAY = re.compile(r"\s*(?:,|[-–—|:])?\s+")
_VERB = re.compile(whole_word(_words["verbs"]))
_CLAUSE = re.compile(r"[,;(]|\b(?:which|that|where|who)\b")
_LED = re.compile(rf"(?:{whole_word(_words['leads'])})\s|[\W\d]", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Z][a-z]+(?=\s+[a-z])")
_BEHIND = re.compile(r"\s*(?:$|[.;,()])")
# "Seminar: doing business with Guangxi".
_TITLED = re.compile(
    rf"^(?P<kind>{whole_word(_words['titled_kinds'])}):\s+[\"“]?(?P<title>[\w][^\"“”;()]{{5,120}}?)[\"”]?(?=\s*(?:[(;]|,\s+(?:{_MODE}|hosted|organi[sz]ed|in\s|at\s)|$|\.$))",
    re.IGNORECASE,
)
_BY = re.compile(rf",?\s+[(]?{whole_word(_words['hosted'])}\s+by\s+", re.IGNORECASE)
_HOSTED = re.compile(
    rf"[,;]?\s+[(]?(?={whole_word(_words['hosted'])}\s+by\s)|,\s+(?=(?:(?:together|jointly|in\s+[a-z]+)\s+)?with\s)",
    re.IGNORECASE,
)
_OPENS_BY_PLACE = re.compile(rf"(?!{whole_word(_words['parts_of_month'])}|{MONTH}\b)[A-Z]")
_LONGEST_HEAD = 90  # characters of the date and place in front of the colon
_LONGEST_ITEM = 260  # characters of an item that names the event first
_MOST_MARKS = 12  # of such an item


def unfold(text: str) -> str | None:
    """Write an item of a calendar out; None for any other text."""
    folded = fold(text)
    start = _LEAD.match(folded).end()  # type: ignore[union-attr]
    return _name_first(text, folded, start) or _when_first(text, folded, start)


def _when_first(text: str, folded: str, start: int) -> str | None:
    """Write out "21-23 May, Bangkok: Trade Matchmaking 2025" and "Bangkok, 21-23 May: ..."."""
    colon = _COLON.search(folded, start, start + _LONGEST_HEAD)
    if colon is None or _VERB.search(_CLAUSE.split(folded[colon.end() :], maxsplit=1)[0]):
        return None
    head = folded[start : colon.start()]
    is_report = _VERB.search(folded, colon.end()) or not is_name(folded[colon.end() :])
    if is_report and _OPENS_BY_PLACE.match(head):
        return None  # behind a dateline
    slots = read_slots(head)
    if slots is None:
        return None
    item = text[colon.end() :]
    return sentence_of(item if slots.where else _with_place(item), slots)


def _name_first(text: str, folded: str, start: int) -> str | None:
    """Write out "Trade Matchmaking 2025, Bangkok, 21-23 May" and "21-23 May, Trade Matchmaking 2025, Bangkok"."""
    if len(folded) - start > _LONGEST_ITEM or _VERB.search(folded, start):
        return None
    day = next((d for d in find_dates(folded[start:]) if d.start == 0 and d.value.precision == "day"), None)
    behind = _BEHIND_DAY.match(folded, start + day.end) if day else None
    hosted = _HOSTED.search(folded, start)
    end = hosted.start() if hosted else len(folded)
    name_start = behind.end() if behind else start
    for mark in list(_MARK.finditer(folded, name_start, end))[:_MOST_MARKS]:
        if not is_name(folded[name_start : mark.start()]):
            continue
        tail = folded[mark.end() : end]
        slots = read_slots(f"{day.text}, {tail}" if day and behind else tail)
        if slots is not None:
            host = ", " + text[hosted.end() :].strip(" .);") if hosted else ""
            return sentence_of(text[name_start : mark.start()] + host, slots)
    return None


def is_name(text: str) -> bool:
    """Tell a stretch that is the name of an event from its first word on."""
    found = find_event_names(text if _LED.match(text) else f"a {lower_plain(text)}", SHORT_NAMES)
    return bool(found) and found[0].start == 0 and found[0].value.kind in ("proper", "plain")


def sentence_of(item: str, slots: Slots) -> str:
    """Write out what takes place, with an article, behind its day and place."""
    where = f", in {slots.where}" if slots.where else ""
    how = f" (format {slots.how})" if slots.how else ""
    item = _TITLED.sub(lambda match: f'{match["kind"].lower()} titled "{match["title"]}"', item)
    item = re.sub(rf",\s+({_MODE})(?=\W*$)", r" (format \1)", lower_plain(item), flags=re.IGNORECASE)
    item = _BY.sub(", under the auspices of ", item)  # the verb tells no tense here
    led = item if _LED.match(item) else f"a {item}"
    return f"{slots.when[0].upper()}{slots.when[1:]}{where}{how}, {led}"


def tell_on(when: str, item: str) -> str:
    """Write out an entry behind its day: "April 22-23", "Asian-African Summit in Jakarta"."""
    if _VERB.search(_CLAUSE.split(fold(item), maxsplit=1)[0]) or not is_name(fold(item)):
        return f"On {when}, {item if item.isupper() else _lower_article(item)}"
    return sentence_of(_with_place(item), Slots(f"on {when}", "", ""))


def _lower_article(item: str) -> str:
    first, _, rest = item.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An") else item


def lower_plain(item: str) -> str:
    """Write a plain first word small: "Workshop on rules of origin", but "ASEAN Week" and "Canton Fair"."""
    return item[0].lower() + item[1:] if _PLAIN.match(item) else item


def _with_place(item: str) -> str:
    """Put a preposition before a place behind a comma: "a Trade Fair, Bangkok"."""
    for place in places_in(item):
        if item.endswith((", ", "("), 0, place.start) and _BEHIND.match(item, place.end):
            return f"{item[: place.start]}in {item[place.start :]}"
    return item
