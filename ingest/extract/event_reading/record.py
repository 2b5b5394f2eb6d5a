"""One event as far as the page has told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from ingest.extract.event_reading.dating import FUTURE, DateRange
from ingest.extract.event_reading.reading import Reading
from ingest.extract.event_reading.venue import Venue
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.count import Count
from ingest.extract.mentions.event_name import EventName
from ingest.extract.sentences import Sentence
from ingest.extract.wording import any_of

_NO_PARTS = ("press_conference", "signing", "launch", "visit")
_BETWEEN_EDITIONS = timedelta(days=200)
_HELD_EARLIER = re.compile(
    r"\b[Tt]he\s+(?:[Ee]xpo|[Ff]air|[Ee]xhibition|[Ff]orum|[Ss]ummit|[Ee]vent|[Ss]how)\s+(?:held|staged|hosted|organi[sz]ed)\s+"
    r"(?!annually|every)[^,;.]{0,40}?\b(?:in|on|from)\s"
)
_PAPER_AGAIN = re.compile(
    rf"\b(?:the|these|both|this|all)\s+(?:[a-z-]+\s+){{0,3}}{any_of(load_words('event_deeds.yml')['papers'])}\s+(?:was|were)\b",
    re.IGNORECASE,
)
_LOOSE = frozenset(load_words("event_nouns.yml")["loose"])
_LONGEST_EVENT = timedelta(days=45)
_PRECISIONS = ("day", "month", "year")
_SMALL_WORDS = frozenset({"the", "of", "and", "in", "for", "on", "to", "a", "an"})


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


_ALIASES = {
    _plain(name): key
    for key, names in load_words("event_nouns.yml").items()
    if key.startswith("aliases_")
    for name in names
}


def key_of(name: str) -> str:
    """Give what all spellings of a name share; known other names of an event give the same key."""
    plain = _plain(re.sub(r"\b(?:19|20)\d\d\b|\s\([^()]*\)(?=\s)", "", name))  # "Fujian (China) Week"
    return _ALIASES.get(plain, " ".join(sorted(set(plain.split()) - _SMALL_WORDS)))


def share_words(one: EventName, other: EventName) -> bool:
    """Tell two names that have more than one word in common."""
    return len(set(key_of(one.name).split()) & set(key_of(other.name).split())) >= 2


def may_mean(headline: EventName, name: EventName) -> bool:
    """Tell whether "the event" or "the meeting" can be the one that the headline names."""
    if name.event_type == "press_conference" or name.edition not in (None, headline.edition):
        return False
    if len(name.name.split()) > 3 and not share_words(headline, name):
        return False  # "the second meeting of the joint expert group"
    return headline.head == name.head or name.head.split()[-1] in _LOOSE


def tells_day_and_city(reading: Reading) -> bool:
    """Tell a phrase that says when and where."""
    has_city = reading.venue is not None and reading.venue.city is not None
    return has_city and any(dated.days.precision == "day" for dated in reading.dates)


def tells_much(reading: Reading) -> bool:
    """A definite phrase that points at nothing is an event only with a name of its own and a day or city."""
    has_day = any(dated.days.precision == "day" for dated in reading.dates)
    has_city = reading.venue is not None and reading.venue.city is not None
    if reading.name.event_type == "press_conference":
        return has_day
    if reading.name.edition is not None and len(reading.name.name.split()) > 1:
        return has_day or has_city  # "the organisation's ninth ministerial conference"
    is_range = any(dated.days.precision == "day" and dated.days.start != dated.days.end for dated in reading.dates)
    if is_range and " " in reading.name.name and reading.name.event_type in ("expo", "forum", "summit", "conference"):
        return True  # "invited to the trade fair, taking place from 4 to 8 November"
    return (has_day and has_city) or (len(reading.name.name.split()) > 2 and bool(reading.dates or has_city))


@dataclass(slots=True)
class Record:
    """An event, with what the page has told of it so far.

    `sentence` names it first; `is_dated_here` and `is_placed_here` say that this sentence tells the days and the
    venue, `crowd` how many events it names, `conflicts` how often the page told something that does not fit,
    `is_guessed` that no verb says whether a day without a year lies ahead, `is_aside` that it is an edition beside
    the one that the page is about.
    """

    name: EventName
    key: str
    sentence: Sentence
    edition: int | None = None
    year: int | None = None
    start: date | None = None
    end: date | None = None
    precision: str | None = None
    days: float | None = None
    venue: Venue | None = None
    hosts: list[str] = field(default_factory=list)
    mode: str | None = None
    participants: list[Count] = field(default_factory=list)
    tense: str | None = None
    parent: Record | None = None
    nth_day: str | None = None
    is_parallel: bool = False
    is_named_by_headline: bool = False
    is_series: bool = False
    is_undated: bool = False
    is_dated_here: bool = False
    is_placed_here: bool = False
    crowd: int = 1
    conflicts: int = 0
    is_guessed: bool = False
    is_aside: bool = False
    sightings: int = 0

    def tell(self, reading: Reading, sentence: Sentence, crowd: int) -> None:
        """Add what a sentence tells of the event; what was told before stays."""
        if self.sightings == 0:
            self.crowd = crowd
        self.sightings += 1
        self.is_series = self.is_series or reading.is_series
        self.days = self.days or reading.name.days or reading.days
        self.tense = self.tense or reading.tense
        self.is_parallel = self.is_parallel or reading.is_parallel
        self.is_undated = self.is_undated or reading.is_undated
        if not reading.is_series:
            self._tell_dates(reading, sentence)
        if not reading.is_series or not self.hosts:
            self.hosts += [host for host in dict.fromkeys(reading.hosts) if host not in self.hosts]
        self.conflicts += reading.has_rival
        if reading.venue is not None:
            self._tell_venue(reading.venue, sentence)

    def _tell_venue(self, venue: Venue, sentence: Sentence) -> None:
        if self.venue is None or (self.venue.city is None and venue.city is not None):
            self.venue = venue
            self.is_placed_here = sentence is self.sentence
        elif venue.city is not None and venue.city != self.venue.city:
            self.conflicts += 1

    def _tell_dates(self, reading: Reading, sentence: Sentence) -> None:
        whole = [d for d in reading.dates if d.days.precision == "day" and d.days.start != d.days.end]
        told = [d for d in reading.dates if not whole or d in whole or not d.fronted]
        for dated in sorted(told, key=lambda d: _PRECISIONS.index(d.days.precision)):
            self._tell_date(dated.days, dated.role)
            self.is_dated_here = self.is_dated_here or sentence is self.sentence
            self.is_guessed = self.is_guessed or dated.guessed

    def _tell_date(self, days: DateRange, role: str) -> None:
        if self.precision is None or _PRECISIONS.index(days.precision) < _PRECISIONS.index(self.precision):
            self.start = self.end = None
            self.precision = days.precision
        elif days.precision != self.precision:
            return
        if days.precision != "day" or days.start != days.end:
            role = "hold"
        if role == "end" and self.start is not None and self.start == self.end and days.end > self.start:
            self.end = None  # told on its first day
        if role in ("hold", "start"):
            self._tell_start(days.start)
        if role in ("hold", "end"):
            self._tell_end(days.end)

    def _tell_start(self, day: date) -> None:
        if self.start is None:
            self.start = day
        elif self.start != day:
            self.conflicts += 1

    def _tell_end(self, day: date) -> None:
        if self.end is None and (self.start is None or self.start <= day):
            self.end = day
        elif self.end != day:
            self.conflicts += 1


def series_of(records: list[Record], told: Record | None, edition: int | None) -> Record | None:
    """Give the event that "the 8th edition" is one of: that with the number before or after, else the last with a name.

    `told` is the event that the page speaks of.
    """
    numbered = [r for r in reversed(records) if edition and r.edition is not None and abs(r.edition - edition) == 1]
    if numbered:
        return numbered[0]
    if told is None or (told.name.kind == "proper" and told.parent is None):
        return told
    named = [r for r in reversed(records) if r.name.kind == "proper" and r.parent is None]
    return named[0] if named else told


def same_by_edition(records: list[Record], name: EventName, sentence: Sentence) -> Record | None:
    """A short name with the head and edition of a longer one is that one: the 22nd East Expo."""
    for record in reversed(records):
        same_head = record.name.head == name.head and record.name.kind == "proper"
        same_edition = name.edition is not None and record.edition == name.edition
        is_listed = record.sentence is sentence  # "the 16th ASEAN-China Summit and the 16th ASEAN Plus Three Summit"
        if same_head and same_edition and not is_listed and share_words(record.name, name):
            return record
    return None


def shortened(records: list[Record], reading: Reading) -> Record | None:
    """Give the fair that a shorter name without days means: "the Hue Fair", of the Hue Import and Export Fair."""
    name = reading.name
    words = name.name.split()
    if (
        name.event_type != "expo"
        or name.article != "the"
        or reading.dates
        or name.edition
        or name.year
        or len(words) < 2
    ):
        return None
    longer = [r for r in records if r.name.kind == "proper" and r.name.event_type == "expo"]
    longer = [r for r in longer if r.name.name.split()[0] == words[0] and set(words) < set(r.name.name.split())]
    return longer[0] if len(longer) == 1 else None


def deed_done_at(records: list[Record], reading: Reading, sentence: Sentence) -> Record | None:
    """Give the signing told before that "the memorandum was signed at a ceremony in Hanoi" goes on about."""
    if reading.name.head != "ceremony" or reading.name.event_type != "signing":
        return None
    city = reading.venue.city if reading.venue else None
    told = [r for r in records if r.name.event_type == "signing"]
    same_place = [r for r in told if r.venue is None or r.venue.city in (None, city)]
    return same_place[-1] if same_place and _PAPER_AGAIN.search(sentence.text) else None


def overlaps(record: Record, reading: Reading) -> bool:
    """Tell whether the days that a sentence gives can be those of the event."""
    told = [d for d in (record.start, record.end) if d]
    if not told:
        return True
    low, high = min(told) - _LONGEST_EVENT, max(told) + _LONGEST_EVENT
    years = {day.year for day in told}
    return all(
        dated.days.start.year in years
        if dated.days.precision == "year"
        else low <= dated.days.end and dated.days.start <= high
        for dated in reading.dates
    )


def is_earlier_edition(record: Record, reading: Reading, sentence: Sentence) -> bool:
    """Tell "the Expo held in September last year" on a page about that of this year."""
    first = record.start or record.end
    if first is None or record.name.kind != "proper" or record.name.event_type not in ("expo", "forum", "summit"):
        return False
    earlier = [d.days.precision != "year" and first - d.days.start > _BETWEEN_EDITIONS for d in reading.dates]
    return bool(earlier) and all(earlier) and _HELD_EARLIER.search(sentence.text) is not None


def current_of(records: list[Record], record: Record) -> Record:
    """Give the edition that the page is about for an earlier one that it names in passing."""
    if not record.is_aside:
        return record
    return next((other for other in records if other.key == record.key and not other.is_aside), record)


def main_before(records: list[Record], record: Record) -> Record | None:
    """Give the last event told before this one that others can be part of."""
    for other in reversed(records[: records.index(record)]):
        if other.name.event_type not in _NO_PARTS and not other.is_aside:
            return other
    return None


def status_of(record: Record, published_on: date | None) -> str:
    """Tell an event that is over or under way when the page comes out from one that lies ahead."""
    if published_on is not None:
        if record.start is not None and record.start > published_on:
            return "planned"
        last = record.end or record.start
        has_begun = record.start is not None and record.start < published_on and record.precision == "day"
        if has_begun and last != published_on:
            return "held"  # whatever the page says that people "will" do there
        if last is not None and (last < published_on or (last == published_on and record.start is None)):
            return "held"  # what ends today is under way
    return "planned" if record.tense == FUTURE else "held"
