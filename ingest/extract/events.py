"""Events: each sentence is read for what it says of which event, and what is said of one event is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.extract.event_reading.attendance import find_mode, find_participants, tells_format
from ingest.extract.event_reading.calendar_table import CalendarTable
from ingest.extract.event_reading.capitals import in_small_letters
from ingest.extract.event_reading.chronicle import Chronicle
from ingest.extract.event_reading.city_of_page import city_of_page
from ingest.extract.event_reading.completion import Dropped, Home, complete
from ingest.extract.event_reading.confidence import confidence_of, rule_of
from ingest.extract.event_reading.crowds import SMALL, add_count, best_attended, deal_out_counts, deal_out_modes
from ingest.extract.event_reading.dating import FUTURE, DateRange, Moment, resolve
from ingest.extract.event_reading.diary import unfold
from ingest.extract.event_reading.halls import place_by_hall
from ingest.extract.event_reading.headings import Headings
from ingest.extract.event_reading.hosts import deal_out_hosts, hosts_told_alone
from ingest.extract.event_reading.papers import with_full_paper
from ingest.extract.event_reading.plurals import spell_out
from ingest.extract.event_reading.reading import Reading, Scene
from ingest.extract.event_reading.record import Record, current_of, main_before, status_of
from ingest.extract.event_reading.register import Register
from ingest.extract.event_reading.saying import date_press_conferences
from ingest.extract.event_reading.sentence import SentenceReader
from ingest.extract.event_reading.short_names import short_names
from ingest.extract.event_reading.venue import Venue, venue_of
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.event_name import find_event_names
from ingest.extract.mentions.place import find_places
from ingest.extract.sentences import Sentence, split_sentences
from ingest.records import Document, Event, Participants

_MOST_EVENTS = 500  # of one page; a page that names more is a directory, and every name is compared with those before
_MOST_SILENT = 1  # sentences of a paragraph that may stand between an event and who came to it
_LATEST = timedelta(days=10)  # by which a page comes out after the day of its dateline
_LONGEST_SENTENCE = 2500  # characters; what is longer is no sentence of a report
_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?"
# NANNING, Sept. 25 (Xinhua) --; JAKARTA:; Hanoi (VNA) –
_DATELINE = re.compile(
    rf"(?P<city>[A-Z][\w' .-]{{2,30}}?)(?:,\s+[A-Z][\w' ]{{2,24}}|\s+\([A-Z][\w' ]{{2,24}}\))?"
    rf"(?:,?\s+{_DATE}|(?:\s+SAR)?\s+[-–—]\s+[A-Z][\w ]{{3,30}}\s+[-–—]\s+{_DATE})?\s*"
    r"(?:(?:\([\w' /.-]{2,30}\)\s*)?(?:[-–—:]{1,3}\s|\.$|$)|\([Rr]eporters?:?\s[^)]{2,50}\)\s+(?=[A-Z\"“]))"
)
_DATELINE_MARK = re.compile(r"[-–—:]\s")
_LONGEST_DATELINE = 200  # characters
_HERE = re.compile(r"\bhere\b")


@dataclass(frozen=True, slots=True)
class EventReading:
    """The events of a document, and what was taken for one and dropped."""

    events: list[Event]
    dropped: list[Dropped]


def read_events(document: Document) -> list[Event]:
    """Read the events that a page tells of, in the order in which it names them."""
    return read_all_events(document).events


def read_all_events(document: Document) -> EventReading:
    """Read a page's events and keep what was dropped, with the reason."""
    sentences = [s for s in split_sentences(document.text) if len(s.text) <= _LONGEST_SENTENCE]
    register = Register(document.published_on)
    chronicle = Chronicle(sentences, document.title or "", document.published_on)
    reader = _PageReader(document, register, sentences, chronicle)
    reader.take_headline(document.title or "")
    for sentence in sentences:
        if len(register.records) >= _MOST_EVENTS:
            break
        reader.take(sentence)
    if document.title:
        reader.take_title(document.title)
    date_press_conferences(register.records, sentences, Moment(document.published_on))
    place_by_hall(register.records, document.text)
    kept, dropped = complete(register.records, reader.home)
    return EventReading([_event(record, document.published_on) for record in kept], dropped)


class _PageReader:
    """Reads sentence after sentence and tells the register what each says."""

    def __init__(self, document: Document, register: Register, sentences: list[Sentence], chronicle: Chronicle) -> None:
        self._text = document.text
        self._published_on = document.published_on
        self._chronicle = chronicle
        self._register = register
        self._abbreviations = short_names(sentences)
        self._headings = Headings(sentences)
        self._written_on = document.published_on
        self._home_city = city_of_page(document)
        self._here: Venue | None = None
        self._place: Venue | None = None
        self._before = ""
        self._block = -1
        self._table = CalendarTable()
        self._attended: Record | None = None
        self._attended_in = self._block  # the paragraph that told of it
        self._silent = 0  # sentences since then that told nothing of it
        self._spoken_of: DateRange | None = None

    def take(self, sentence: Sentence) -> None:
        """Read one sentence."""
        if self._chronicle.leads(sentence):
            return
        text, tense = self._unfold(sentence)
        text = spell_out(in_small_letters(text))
        offset = self._dateline_end(text)
        opens = sentence.block != self._block
        main = self._register.last.venue if self._register.last else None
        scene = Scene(
            self._written_on,
            self._spoken_of,
            self._place,
            self._here,
            self._before,
            tense,
            opens,
            main,
            self._home_city,
        )
        self._before, self._block = text, sentence.block
        reader = SentenceReader(text[offset:], scene, self._abbreviations)
        readings = reader.read()
        if not readings:
            self._continue(text)
            return
        for reading in readings:
            reading.name = with_full_paper(reading.name, self._text[: sentence.start])
        deal_out_hosts(text[offset:], readings)
        self._place, self._spoken_of = reader.line.place, reader.line.spoken_of
        if offset:
            self._place_by_dateline(readings)
        told = [pair for reading in readings for pair in self._tell(reading, sentence, len(readings))]
        self._set_parents(told, text)
        self._register.speak_of_first([record for record, reading in told if reading.tense is not None])
        for reading in reader.nested:
            self._register.find(replace(reading, name=replace(reading.name, kind="proper")), sentence)
        self._take_attendance(text, offset, told)

    def _unfold(self, sentence: Sentence) -> tuple[str, str | None]:
        """Write items of calendars and rows of tables of events out as sentences; calendars look ahead."""
        if sentence.is_row:
            told = self._table.unfold(sentence.text)
        else:
            self._table.leave()
            entry = self._chronicle.unfold(sentence)
            if entry is not None:
                return self._chronicle.date(entry[0]), entry[1]
            told = unfold(sentence.text) or self._headings.unfold(sentence)
        return (sentence.text, None) if told is None else (self._chronicle.date(told), self._chronicle.tense)

    def _place_by_dateline(self, readings: list[Reading]) -> None:
        """A report's first sentence without a place tells what happened where it was written."""
        for reading in readings:
            happened = (
                reading.dates and reading.tense != FUTURE and all(d.days.precision == "day" for d in reading.dates)
            )
            if happened and reading.venue is None and reading.name.event_type != "visit":
                reading.venue = self._here

    def take_headline(self, title: str) -> None:
        """Keep the event that the headline names, for a body that only says "the event"."""
        names = [m.value for m in find_event_names(title, self._abbreviations) if m.value.kind in ("proper", "plain")]
        self._register.headline = names[0] if names else None

    def take_title(self, title: str) -> None:
        """Let the headline give an event of the page the edition that the body leaves out."""
        for mention in find_event_names(title, self._abbreviations):
            if mention.value.kind == "proper" and mention.value.edition is not None:
                self._register.take_edition(mention.value)

    def _dateline_end(self, text: str) -> int:
        """Give where the report begins behind its dateline, and keep the place that it names."""
        if len(text) > _LONGEST_DATELINE and not _DATELINE_MARK.search(text, 0, _LONGEST_DATELINE):
            return 0
        match = _DATELINE.match(text)
        if match is None:
            return 0
        if _HERE.search(text):
            self._here = Venue(match["city"].title(), None, None, "dateline")
        places = [m for m in find_places(match.group()) if m.value.kind != "group" and m.value.form != "adjective"]
        if not places or places[0].start != 0:
            return 0
        if places[-1].end < match.end("city"):
            return 0  # "Jakarta Post:"
        self._here = venue_of(places[0].value, "dateline")
        self._take_day(match.group())
        return match.end()

    @property
    def home(self) -> Home | None:
        """Give where and when the report was written, as far as it says."""
        return Home(self._here, self._written_on) if self._here and self._written_on else None

    def _take_day(self, dateline: str) -> None:
        """Count "today" from the day of the dateline, where the page came out a little later."""
        dates = find_dates(dateline)
        written = resolve(dates[0].value, Moment(self._published_on)) if dates and self._published_on else None
        late = self._published_on - written.start if written is not None and self._published_on is not None else None
        if written is not None and late is not None and timedelta(0) <= late <= _LATEST:
            self._written_on = written.start

    def _tell(self, reading: Reading, sentence: Sentence, crowd: int) -> Iterator[tuple[Record, Reading]]:
        if reading.name.head == "both":
            for both in self._register.records[-2:]:
                self._register.tell(both, reading, sentence, crowd)
                yield both, reading
            return
        if reading.same_as is not None:
            self._register.take_other_name(reading.same_as, reading)
            return
        record = self._register.find(reading, sentence)
        if record is not None and reading.name.kind != "aside":
            self._register.tell(record, reading, sentence, crowd)
            yield record, reading

    def _set_parents(self, told: list[tuple[Record, Reading]], text: str) -> None:
        """An event that the sentence tells as part of another one is bound to it."""
        new = [(record, reading) for record, reading in told if record.sightings == 1]
        old = [record for record, _ in told if record.sightings > 1]
        for record, reading in new:
            partner = next((other for other, told_of in told if told_of is reading.companion), None)
            if partner is not None and partner is not record and not reading.dates:
                record.parent, record.is_parallel = partner, True
            elif reading.is_part or (reading.nth_day and not reading.dates):
                parent: Record | None = old[0] if old else main_before(self._register.records, record)
                if parent is not None and parent is not record:
                    record.parent = parent
                    record.nth_day = reading.nth_day

    def _continue(self, text: str) -> None:
        """A sentence that names no event may go on about the one of the sentence before."""
        last = self._attended
        if last is None:
            return
        if self._block != self._attended_in:
            last = current_of(self._register.records, last)
        counts = find_participants(text, names_event=False)
        for mention in counts:
            add_count(last, mention.value)
        hosts = [] if last.hosts else list(hosts_told_alone(text))
        last.hosts += hosts
        if counts or tells_format(text):
            last.mode = last.mode or find_mode(text)
        self._silent = 0 if counts or hosts else self._silent + 1
        if self._silent > _MOST_SILENT or self._block != self._attended_in:
            self._attended = None

    def _take_attendance(self, text: str, offset: int, told: list[tuple[Record, Reading]]) -> None:
        """Add how each event of a sentence is attended, and by whom."""
        if not told:
            self._continue(text)
            return
        deal_out_modes(text, offset, told)
        self._attended, self._attended_in = best_attended(told), self._block
        self._silent = 0
        main = self._register.last
        deal_out_counts(text, offset, told, main if main and main.name.event_type not in SMALL else None)


def _event(record: Record, published_on: date | None) -> Event:
    venue = record.venue or Venue(None, None, None)
    sentence = record.sentence
    return Event(
        name=record.name.name,
        event_type=record.name.event_type,
        edition=record.edition,
        start_date=record.start,
        end_date=record.end,
        date_precision=record.precision,
        city=venue.city,
        region=venue.region,
        country=venue.country,
        hosts=tuple(record.hosts),
        attendance_mode=record.mode,
        participants=tuple(Participants(c.count, c.qualifier, c.what) for c in record.participants),
        status=status_of(record, published_on),
        quote=sentence.text.replace("\t", " "),
        span_start=sentence.start,
        span_end=sentence.end,
        rule=rule_of(record),
        confidence=confidence_of(record),
    )
