"""The events of one page: each name is led back to the event it means, and what sentences tell of it is gathered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.extract.event_reading.reading import Reading
from ingest.extract.event_reading.record import (
    Record,
    deed_done_at,
    is_earlier_edition,
    key_of,
    may_mean,
    overlaps,
    same_by_edition,
    series_of,
    shortened,
    tells_day_and_city,
    tells_much,
)
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_name import EventName
from ingest.extract.sentences import Sentence

_POINTS_AT_DEED = re.compile(r"\bof (?:the|this) [a-z ]+$")
_YEAR = re.compile(r"^(?:19|20)\d\d\s+|\s+(?:19|20)\d\d\b")
_nouns = load_words("event_nouns.yml")
_LOOSE = frozenset(_nouns["loose"])
_ANY_HEAD = ("edition", *_nouns["loose"], *_nouns["expo"], *_nouns["forum"])  # by which other events are called too
_SMALL_TYPES = ("press_conference", "signing", "launch")


class Register:
    """The events of a page in the order in which they were first told."""

    def __init__(self, published_on: date | None) -> None:
        """Start with no event."""
        self.records: list[Record] = []
        self._published_on = published_on
        self._by_key: dict[str, list[Record]] = {}
        self._keys: dict[str, str] = {}  # of full names, by abbreviation
        self._latest: dict[str, Record] = {}  # head noun -> the event it was last said of
        self._is_beside = False  # where an event is told only as what another is held with
        self.last: Record | None = None
        self._touched: Record | None = None  # the event that something was last told of
        self.headline: EventName | None = None  # the event that the headline names

    def find(self, reading: Reading, sentence: Sentence) -> Record | None:
        """Give the event that a reading speaks of, a new one where the page has not told of it; None for no event."""
        name = reading.name
        self._is_beside = reading.companion is not None or reading.holds is not None
        if name.kind in ("proper", "aside"):
            return self._find_proper(reading, sentence)
        if name.kind == "plain":
            deed = deed_done_at(self.records, reading, sentence)
            return deed or self._add(reading, sentence, self._same_name(name))
        if name.kind.startswith("deed"):
            return self._find_deed(reading, sentence)
        if name.kind == "definite":
            return self._find_pointed(reading, sentence)
        if self.last is not None and self._is_other_time(self.last, reading):
            return self._add(reading, sentence, self.last.name.name, self.last.key, self.last)
        return self.last

    def _find_deed(self, reading: Reading, sentence: Sentence) -> Record:
        """Give the deed; "the signing of the agreement" is the one told before."""
        name = reading.name
        known = self._by_key.get(key_of(name.name))
        if not known and _POINTS_AT_DEED.search(name.name):
            known = [r for r in self.records if r.name.event_type == name.event_type][-1:]
        return known[0] if known else self._add(reading, sentence, name.name)

    def _same_name(self, name: EventName) -> str:
        """Write out "a forum of the same name"."""
        if not re.search(r"\bof the same name$", name.name):
            return name.name
        base = self._antecedent(name)
        return base.name.name if base else name.name

    def _find_proper(self, reading: Reading, sentence: Sentence) -> Record | None:
        name = reading.name
        key = self._keys.get(name.name) or self._keys.get(name.head) or key_of(name.name)
        known = self._by_key.get(key, [])
        year = self._year(name)
        exact = [record for record in known if name.edition is not None and record.edition == name.edition]
        for record in exact or reversed(known):
            if self._fits(record, name, year, reading):
                return self._note(record, name, key)
        if not known:
            same = same_by_edition(self.records, name, sentence) or self._named_now(reading)
            same = same or shortened(self.records, reading)
            if same:
                self._keys[name.name] = same.key
                self._by_key[key] = self._by_key[same.key]
                return self._note(same, name, same.key)
        is_short = name.name in self._keys or name.head in self._keys  # "the 2019 TEI", "MCS 2024"
        full = known[0].name.name if known and is_short else name.name
        return self._add(reading, sentence, full, key)

    def _named_now(self, reading: Reading) -> Record | None:
        """Give the event of a bare noun that gets its name now: "(closed a summit.) The third Rice Summit"."""
        told = self.records[-1] if self.records else None
        is_bare = told is not None and told.name.kind == "plain" and told.name.name.lower() == reading.name.head
        elsewhere = reading.venue is not None and reading.venue.city is not None
        if told is None or not is_bare or reading.dates or elsewhere or reading.name.article != "the":
            return None
        told.name, told.key = replace(reading.name, days=told.name.days), key_of(reading.name.name)
        self._by_key[told.key] = [told]
        return told

    def _fits(self, record: Record, name: EventName, year: int | None, reading: Reading) -> bool:
        if name.edition is not None and record.edition is not None and name.edition != record.edition:
            return False
        told = record.start or record.end
        if name.edition is not None and record.edition is None and record.year is not None and year is None:
            return not told or not reading.dates or overlaps(record, reading)
        if year is not None:
            known = told.year if told is not None else record.year or self._this_year(record)
            if known not in (None, year):
                return False
        return overlaps(record, reading)

    def _this_year(self, record: Record) -> int | None:
        is_current = record.edition is None and self._published_on is not None and record.parent is None
        return self._published_on.year if is_current and self._published_on is not None else None

    def _find_pointed(self, reading: Reading, sentence: Sentence) -> Record | None:
        """Lead "the forum", "the two-day event", "last year's expo", "the ninth expo" back to an event."""
        name = reading.name
        if name.article in ("their", "its") and name.edition is not None:
            told = bool(name.name) and tells_day_and_city(reading)
            return self._add(reading, sentence, name.name) if told else None  # of whom, the phrase does not say
        base = self._antecedent(name)
        year = self._year(name)
        is_other = base is not None and base.name.head != name.head and len(name.name.split()) > 3
        other_round = base is not None and name.edition is not None and name.head not in (base.name.head, *_ANY_HEAD)
        if (is_other or other_round) and tells_much(reading):
            base = None  # "the joint meeting of the six secretariats" is none told before
        elif is_other and name.edition is not None:
            return None  # "the 29th meeting of the joint committee", on a page of a fair
        if base is None:
            return self._add_unpointed(reading, sentence)
        if name.edition is None and (name.head == "edition" or name.article == "previous"):
            series = _YEAR.sub("", base.name.name)
            is_told = reading.dates or (name.year_shift and reading.venue)  # "next year's edition is planned for Hue"
            return self._add(reading, sentence, series, base.key, base) if is_told else None
        if name.edition is None and name.year_shift in (None, 0) and name.year is None:
            is_earlier = is_earlier_edition(base, reading, sentence)
            if is_earlier or self._is_other_time(base, reading):
                if not is_earlier and name.head != base.name.head and base.name.head.split()[-1] != name.head:
                    return self._add(reading, sentence, name.name)
                return self._add(reading, sentence, base.name.name, base.key, base)
            if overlaps(base, reading) or name.year_shift == 0:
                return self._note(base, name, base.key)
            return base
        known = self._by_key.get(base.key, [] if reading.dates else [base])  # "the meeting, the ninth of its kind,"
        exact = [record for record in known if name.edition is not None and record.edition == name.edition]
        for record in exact or reversed(known):
            if self._fits(record, name, year, reading) and (
                record.edition == name.edition or name.edition is None or (year is None and record.edition is None)
            ):
                return self._note(record, name, record.key)
        return self._add(reading, sentence, base.name.name, base.key, base)

    def _add_unpointed(self, reading: Reading, sentence: Sentence) -> Record | None:
        """Add what a definite phrase tells that means no event told before: that of the headline, or one of its own."""
        name = reading.name
        headline = self.headline
        if headline is not None and key_of(headline.name) not in self._by_key and may_mean(headline, name):
            return self._add_headline(reading, sentence, headline)
        return self._add(reading, sentence, name.name) if name.name and tells_much(reading) else None

    def _is_other_time(self, record: Record, reading: Reading) -> bool:
        """Tell "it will convene again in Manila next May": a day and a city that are not those of the event."""
        if reading.is_series or overlaps(record, reading) or record.name.event_type in (*_SMALL_TYPES, "visit"):
            return False
        elsewhere = reading.venue is not None and record.venue is not None and reading.venue.city != record.venue.city
        return elsewhere and reading.venue is not None and reading.venue.city is not None

    def _antecedent(self, name: EventName) -> Record | None:
        if name.head == "edition" or (name.head in ("session", "one") and name.edition is not None):
            is_small = self._touched is not None and self._touched.name.event_type in (*_SMALL_TYPES, "visit")
            return series_of(self.records, self.last if is_small else self._touched, name.edition)
        if name.edition is not None:
            near = [r for r in self.records if r.edition is not None and abs(r.edition - name.edition) == 1]
            if near and near[-1].name.head.split()[-1] == name.head.split()[-1]:
                return near[-1]  # "last year's fair, the 18th", on a page of the 19th and of another fair
        for head, record in reversed(self._latest.items()):
            if head == name.head or head.endswith(f" {name.head}"):
                return record
        for record in reversed(self.records):
            is_trip = name.event_type == "visit" and name.edition is None  # which has no name
            if record.name.event_type == name.event_type and (is_trip or record.name.kind == "proper"):
                return record
        if name.head == "ceremony":
            deeds = [r for r in reversed(self.records) if r.name.event_type in ("signing", "launch")]
            return deeds[0] if deeds else None
        if name.head.split()[-1] in _LOOSE and name.event_type != "press_conference" and self.records:
            main = [
                r for r in self.records if r.name.event_type not in ("press_conference", "signing", "launch", "visit")
            ]
            return self.last if self.last in main else (main[-1] if main else None)
        return None

    def _add_headline(self, reading: Reading, sentence: Sentence, headline: EventName) -> Record:
        told = replace(reading, name=replace(headline, days=reading.name.days))
        record = self._add(told, sentence, headline.name)
        record.is_named_by_headline = True
        return record

    def _year(self, name: EventName) -> int | None:
        if name.year is not None:
            return name.year
        if name.year_shift is not None and name.article != "next" and self._published_on is not None:
            return self._published_on.year + name.year_shift
        return None

    def _note(self, record: Record, name: EventName, key: str) -> Record:
        record.edition = record.edition if record.edition is not None else name.edition
        if name.abbreviation:
            self._keys[name.abbreviation] = key
            if record.name.name == name.abbreviation:  # the headline had it short
                record.name = replace(record.name, name=name.name, head=name.head)
        if not record.is_aside and not (self._is_beside and name.head in self._latest):
            self._latest[name.head] = record
        return record

    def _add(
        self, reading: Reading, sentence: Sentence, full: str, key: str | None = None, like: Record | None = None
    ) -> Record:
        name = reading.name
        if like is not None and name.year is None and self._year(name) != like.name.year:
            full = _YEAR.sub("", full)  # the next of the "2009 Forum" is not one of 2009
        if full != name.name or like is not None:
            base = like.name if like else name
            name = EventName(
                full,
                base.head,
                base.event_type,
                "proper",
                name.article,
                name.edition,
                name.year,
                name.year_shift,
                name.days,
            )
        key = key or key_of(full)
        record = Record(
            name, key, sentence, edition=reading.name.edition, year=self._year(reading.name), days=reading.name.days
        )
        self.records.append(record)
        if name.kind == "plain" and not full.startswith(name.name[:3]):
            name = replace(name, kind="proper")
        if name.kind == "plain":
            self._latest[name.head] = record
            return record
        known = self._by_key.setdefault(key, [])
        record.is_named_by_headline = like is not None and like.is_named_by_headline
        known.append(record)
        is_earlier = (record.edition or 999) < (known[0].edition or 0)
        of_plain = like is not None and like.name.kind == "plain"  # which has no name to be known by
        record.is_aside = of_plain or (len(known) > 1 and (like is not None or is_earlier))
        return self._note(record, reading.name, key)

    def take_other_name(self, known: Reading, other: Reading) -> None:
        """Note that two names mean one event: "the China Import and Export Fair, also known as the Canton Fair"."""
        key = self._keys.get(known.name.name, key_of(known.name.name))
        if key in self._by_key:
            self._keys[other.name.name] = key
            self._latest[other.name.head] = self._by_key[key][-1]

    def take_edition(self, name: EventName) -> None:
        """Give the only event of this name its edition."""
        known = self._by_key.get(self._keys.get(name.name, key_of(name.name)), [])
        if len(known) == 1 and known[0].edition is None:
            known[0].edition = name.edition

    def speak_of_first(self, told: list[Record]) -> None:
        """Let "it" mean the first event of a sentence where that has no end yet, and "the next" its edition."""
        if len(told) < 2 or told[-1] is not self.last:
            return
        first = told[0]
        if first.edition is not None and told[-1].edition is None:
            self._touched = first  # whose next edition is spoken of
        is_open = first.end is None and first.start is not None and told[-1].end is not None
        is_main = first.name.event_type == "expo" and (first.start, first.end) == (told[-1].start, told[-1].end)
        is_open = is_open or (is_main and (first.start or first.end) is not None)
        if is_open and first.name.event_type not in _SMALL_TYPES:
            self.last = first

    def tell(self, record: Record, reading: Reading, sentence: Sentence, crowd: int) -> None:
        """Add to an event what a sentence tells of it, and keep the event for "it" and "the event"."""
        record.tell(reading, sentence, crowd)
        self._touched = record
        if record.is_aside:
            return  # the page goes on about its own edition
        if record.name.event_type not in _SMALL_TYPES or self.last is None:
            self.last = record
