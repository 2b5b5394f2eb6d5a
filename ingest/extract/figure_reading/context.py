"""What a page has said so far: the statement that a sentence may go on from, and the places spoken of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ingest.extract.dating import Moment, Span
from ingest.extract.figure_reading.subjects.economies import Economy
from ingest.extract.figure_reading.words import words
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import Place
from ingest.extract.sentences import Sentence
from ingest.extract.spans import Mention

WORLD = "World"
DEFAULT_GROUP = "ASEAN"  # "the bloc", where a page of this field names none
GIANT = "China"  # "the Asian giant", where no partner is named
_TRADERS = ("country", "province", "group")
_LONGEST_HEADING = 40  # characters: "III. Philippines:"
_TELLS = re.compile(r"\d|[.?!]$")
ABROAD = ("investment", "contracts")  # what an economy does in others
Told = tuple[str, int, str, str, str | None]  # indicator, sign, reporter, partner, scope
Topic = tuple[str | None, int, str | None, str | None, str | None, str | None]


@dataclass(slots=True)
class Context:
    """The reader's memory of a page, moved on with every sentence.

    `reporter`, `partner`, `indicator`, `scope`, `direction`: of the last statement. `pair`: the two economies last
    spoken of together. `actor`: who was last named as investor or builder. `subject`: of whom the sentence before
    spoke without a figure; `couple`: of which two. `lead`: the reporter of the page's first statement, `is_of_world`:
    whether that was its total. `pair_trade`: value, currency and paragraph of the trade of two that was told last.
    `amount`: value and currency of the last statement. `told`: the figures of the last sentence that told some.
    `latest`: the place of each kind that was named last. `span`: the period last spoken of; `year`: the year last
    named. `totals`: reporters whose trade with the world was told. `topic`: the first statement of the paragraph.
    `spoken`: the places named so far. `currency`: in which the paragraph's last value was told.
    """

    published_on: date | None
    page_reporter: str | None = None
    page_partner: str | None = None
    indicator: str | None = None
    sign: int = 1
    reporter: str | None = None
    partner: str | None = None
    scope: str | None = None
    direction: str | None = None
    pair: tuple[str, str] | None = None
    actor: str | None = None
    traders: str | None = None  # the enterprises of which the sentence before speaks
    subject: str | None = None
    couple: tuple[str, str] | None = None
    lead: str | None = None
    is_of_world: bool = False
    latest: dict[str, str] = field(default_factory=dict)
    span: Span | None = None
    period_text: str | None = None
    year: int | None = None
    fiscal_month: int | None = None
    pair_trade: tuple[float, str | None, int] | None = None
    amount: tuple[float, str | None] | None = None
    told: list[Told] = field(default_factory=list)
    totals: set[str] = field(default_factory=set)
    block: int = -1
    currency: str | None = None
    block_places: Counter[str] = field(default_factory=Counter)
    pair_block: int = -1
    title_span: Span | None = None  # of the headline
    is_signing: bool = False
    tells_shares: bool = False
    is_listing: bool = False
    home: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    topic: Topic | None = None
    spoken: set[str] = field(default_factory=set)
    topic_span: tuple[Span, str] | None = None
    page_span: tuple[Span, str] | None = None
    cities: set[str] = field(default_factory=set)
    named: dict[str, set[str]] = field(default_factory=dict)  # provinces of the sentence
    spelled: dict[str, str] = field(default_factory=dict)  # towns as the page writes them
    _kind: dict[str, str] = field(default_factory=dict)

    def enter(self, block: int) -> None:
        """Begin a paragraph: it goes on from the first statement of the one before, which its others only unfold."""
        if block != self.block:
            self.block, self.block_places = block, Counter()
            self.currency = None
            is_lead = self.topic is not None and self.topic[2] == self.lead
            if self.topic is not None:
                self.indicator, self.sign, self.reporter, self.partner, self.scope, self.direction = self.topic
            if self.topic_span and self.span and _is_aside(self.span, self.topic_span[0]):
                self.remember(*self.topic_span)  # "In October alone it was ..." ends with its paragraph
            elif is_lead and self.topic_span and self._is_beside_page(self.topic_span[0]):
                self.remember(*(self.page_span or self.topic_span))  # "In June, it ..." was a paragraph of its own
            self.topic = self.topic_span = None

    def _is_beside_page(self, span: Span) -> bool:
        """Say whether a paragraph told of another period than the page, whose headline does not name it."""
        return self.page_span is not None and span != self.title_span and _is_aside(span, self.page_span[0])

    def remember(self, span: Span, text: str) -> None:
        """Take a period as the one last spoken of; the year of a part of a year is the year last named."""
        self.span, self.period_text = span, text
        if span.start and span.end and (span.end - span.start).days < 360:
            self.year = span.end.year
        else:
            self.year = None

    def moment(self, *, is_future: bool = False) -> Moment:
        """Give what dating needs."""
        return Moment(self.published_on, self.span, self.year, self.fiscal_month, is_future)

    def dateline(self, place: Place) -> None:
        """Take the country of a foreign dateline as the one whose report begins."""
        if place.country and place.country != "China" and place.country not in (self.reporter, self.partner):
            self.reporter, self.partner = place.country, None
            self.topic = None

    def head_section(self, sentence: Sentence, places: Sequence[Mention[Place]]) -> None:
        """Take the economy of a heading as the one of which its section tells: "2. Malaysia", "Laos: rail pays"."""
        if len(places) != 1 or len(sentence.text) > _LONGEST_HEADING or places[0].value.role != "plain":
            return
        place, text = places[0].value, sentence.text
        at = places[0].start - sentence.start
        before, behind = text[:at], text[at + len(places[0].text) :]
        if behind.startswith(":") and not _TELLS.search(behind):
            behind = ""  # "Singapore: a flying start"
        if place.kind in ("country", "province") and not any(c.isalpha() for c in before + behind):
            self.reporter, self.partner = place.name, None
            self.topic = self.topic_span = self.pair = None

    def count(self, places: Iterable[Place]) -> None:
        """Count the places that a paragraph speaks of."""
        named = [p.name for p in places if p.role == "plain"]
        self.block_places.update(named)
        self.spoken.update(named)

    def begin(self, places: Iterable[Place]) -> None:
        """Note the provinces that a sentence names, be it as whose office speaks."""
        self.named = {}
        for place in places:
            if place.kind == "province" and place.role != "container" and not place.is_city:
                self.named.setdefault(place.kind, set()).add(place.name)

    def see(self, places: Iterable[Place]) -> None:
        """Remember the places that a sentence names."""
        for place in places:
            if place.role in ("organisation", "container"):
                continue
            self.latest[place.kind] = place.name
            if place.is_city:
                self.latest["city"] = place.name

    def resolve(self, economy: Economy) -> str | None:
        """Find the place that an economy of a subject is."""
        if economy.name is not None:
            return self._of_capital(economy.name)
        if economy.kind == "world":
            return WORLD
        if economy.kind == "own":
            return self.lead or self.reporter or self.page_reporter
        if economy.kind == "any":
            told = self.partner if self.reporter == WORLD else self.reporter
            return self.subject or told or self.page_reporter
        if economy.kind == "neighbour":
            return self.neighbour(economy.side)
        if economy.kind == "state":
            return self._state()
        if economy.kind == "prefecture":
            return self._prefecture()
        if economy.kind == "nation":
            return self.nation()
        if economy.kind == "country":
            return self._country()
        if economy.kind == "group":
            return self.latest.get("group") or DEFAULT_GROUP
        return self._division(economy.kind)

    def neighbour(self, side: str | None, own: str | None = None) -> str | None:
        """Give the neighbour that lies there, or with whom the page trades; else the giant of the region."""
        own = own or (self.nation() if self.reporter == WORLD else self.reporter or self.page_reporter)
        lies_there = neighbours().get(f"{own} {side}") if side else None
        spoken_of = (self.partner, self.reporter, self.page_partner, self.page_reporter)
        known = [name for name in spoken_of if self._kind.get(name or "") in _TRADERS]
        return lies_there or next((name for name in known if name != own), None) or (GIANT if own != GIANT else None)

    def _division(self, kind: str) -> str | None:
        """The province, or the city: whose figures are told, if it is one, else the one named last."""
        if len(self.named.get(kind, ())) == 1:
            return next(iter(self.named[kind]))  # "Yunnan customs: exports of the province"
        for name in (self.reporter, self.page_reporter, self.lead):
            if name and (self._kind.get(name) in (kind, "region") or (kind == "city" and name in self.cities)):
                return name
        return self.latest.get(kind) or self.page_reporter

    def _state(self) -> str | None:
        """The state: one of a federation whose figures are told, else the country."""
        sides = (self.reporter, self.lead, self.page_reporter)
        known = [n for n in sides if n and self._kind.get(n) == "province" and self.home.get(n) != "China"]
        return known[0] if known else self._country()

    def _prefecture(self) -> str | None:
        """The prefecture, or the county: whose figures are told, if it is one, else the one named last."""
        sides = (self.reporter, self.lead, self.page_reporter)
        known = [name for name in sides if name and (name in self.cities or self._kind.get(name) == "city")]
        return known[0] if known else self.latest.get("city") or self.lead or self.page_reporter

    def learn_kinds(self, places: Iterable[Place]) -> None:
        """Remember of which kind each place is."""
        for place in places:
            self._kind[place.name] = place.kind
            if place.is_city and place.country == "China":
                self.cities.add(place.name)
            if place.country:
                self.home[place.name] = place.country
                self._kind.setdefault(place.country, "country")
            if place.region:
                self.regions[place.name] = place.region

    def _of_capital(self, name: str) -> str:
        """Read a capital as its country where the page speaks of that country: "left Manila with a gap"."""
        country = capitals().get(name)
        if self._kind.get(country or "", "country") != "country":
            return name  # Chengdu is not Sichuan
        spoken_of = (self.reporter, self.partner, self.page_reporter, self.page_partner)
        return country if country and country in spoken_of and name != self.page_reporter else name

    def _country(self) -> str | None:
        """The country: the reporter of the last statement if it is one, else the page's, or that in which it lies."""
        host = self.partner if self.indicator in ABROAD else None
        for name in (host, self.reporter, self.page_reporter, self.latest.get("country")):
            if name and self._kind.get(name) == "country":
                return name
        home = self.home.get(self.reporter or "") or self.home.get(self.page_reporter or "")
        return self.latest.get("country") or home

    def nation(self) -> str | None:
        """Give the country in which the page's reporter lies."""
        return self.home.get(self.reporter or "") or self.home.get(self.page_reporter or "") or self._country()

    def kind(self, name: str | None) -> str | None:
        """Give the kind of a place that the page names."""
        return self._kind.get(name or "")


def _is_aside(span: Span, whole: Span) -> bool:
    """Say whether a span lies in that of the topic or before it: October in the first ten months, the year before."""
    if not (span.start and span.end and whole.start and whole.end) or span == whole:
        return False
    if span.end.year - span.start.year < whole.end.year - whole.start.year - 1:
        return False  # "Between 1989 and 2019 ..."; a year is no aside of decades
    return span.end < whole.start or (whole.start <= span.start and span.end <= whole.end)


def stands_for(name: str, country: str | None) -> str:
    """Give the country of a capital that tells no trade of its own: Seoul's exports are South Korea's."""
    is_capital = country is not None and capitals().get(name) == country and name not in words("cities_that_trade")
    return str(country) if is_capital else name


@lru_cache
def border_towns() -> dict[str, str]:
    """Map a town that is a gate of its country to the neighbour behind it."""
    return {town: name for name, towns in load_words("border_towns.yml").items() for town in towns}


@lru_cache
def neighbours() -> dict[str, str]:
    """Map a country and a side of it ("Nepal north") to the neighbour who lies there."""
    return {key: name for name, keys in load_words("neighbours.yml").items() for key in keys}


@lru_cache
def capitals() -> dict[str, str]:
    """Map a capital to its country."""
    return {city: country for country, cities in load_words("capitals.yml").items() for city in cities}
