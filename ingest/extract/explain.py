"""Why a page is read as it is: each sentence with what was recognised in it, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from ingest.extract.dating import UNKNOWN
from ingest.extract.event_reading.completion import Dropped as NoEvent
from ingest.extract.events import EventReading, read_all_events
from ingest.extract.figure_reading.chunks import Chunk, chunk_sentence
from ingest.extract.figure_reading.context import WORLD
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figures import FigureReading, Told, read_figures, with_places
from ingest.extract.mentions.count import find_counts
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.event_name import find_event_names
from ingest.extract.mentions.money import Money
from ingest.extract.mentions.organisation import find_organisations
from ingest.extract.mentions.percentage import Percentage
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.sentences import Sentence, split_sentences
from ingest.extract.spans import Mention
from ingest.records import Document, Event, TradeFigure

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

# Meanings of words that statements of figures hang on; the lexicons have more.
_TELLING = ("ind:", "verb:", "up_", "down_", "share", "forecast")
_QUANTITIES = ("value", "alt", "change", "share")
_UNTAKEN = "no statement took it up"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A mention: its words, with offsets in the document, and its normalised value.

    `fate` tells what became of a number: the figure and field that it went into, or why it is in none.
    """

    kind: str
    start: int
    end: int
    text: str
    value: str
    fate: str | None = None


@dataclass(frozen=True, slots=True)
class Inherited:
    """A field that its clause does not tell, its value, and where that was taken from."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure that a sentence tells; `number` counts the page's figures from 1.

    `is_joined` says that the page's figure is put together from this one and others.
    """

    number: int
    figure: TradeFigure
    inherited: tuple[Inherited, ...]
    is_joined: bool


@dataclass(frozen=True, slots=True)
class EventRead:
    """An event that a sentence names; `number` counts the page's events from 1."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was recognised in one sentence and what became of it; `number` counts from 1."""

    number: int
    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]
    figures: tuple[FigureRead, ...]
    events: tuple[EventRead, ...]
    no_events: tuple[NoEvent, ...]


def explain_document(document: Document) -> list[Explanation]:
    """Read a document, and explain each of its sentences."""
    events = read_all_events(document)
    figures = read_figures(document, events.events)
    pairs = with_places(split_sentences(document.text), find_places(document.text))
    explainer = _Explainer(document, figures, events)
    return [explainer.explain(number, sentence, places) for number, (sentence, places) in enumerate(pairs, 1)]


class _Explainer:
    """Looks up what became of each sentence of one document; sentences are told by where they start."""

    def __init__(self, document: Document, figures: FigureReading, events: EventReading) -> None:
        self._title = document.title or ""
        self._told = figures.told
        self._told_in = _grouped((told.sentence.start, at) for at, told in enumerate(figures.told))
        self._figures = figures.figures
        self._numbers = _grouped((_subject(figure), number) for number, figure in enumerate(figures.figures, 1))
        self._reasons = _grouped(((drop.start, drop.end), drop.reason) for drop in figures.dropped)
        self._events = _grouped((event.span_start, EventRead(n, event)) for n, event in enumerate(events.events, 1))
        self._no_events = _grouped((drop.start, drop) for drop in events.dropped)
        self._sentences: dict[int, int] = {}

    def explain(self, number: int, sentence: Sentence, places: list[Mention[Place]]) -> Explanation:
        """Explain a sentence; they are asked in order."""
        self._sentences[sentence.start] = number
        return Explanation(
            number,
            sentence.start,
            sentence.end,
            sentence.text,
            (*self._meanings(sentence, places), *_other_meanings(sentence)),
            tuple(self._figure(at) for at in self._told_in[sentence.start]),
            tuple(self._events[sentence.start]),
            tuple(self._no_events[sentence.start]),
        )

    def _meanings(self, sentence: Sentence, places: list[Mention[Place]]) -> Iterator[Meaning]:
        """Give the pieces that figures are made of."""
        for at, chunk in enumerate(chunk_sentence(sentence.text, sentence.start, places)):
            words = sentence.text[chunk.start - sentence.start : chunk.end - sentence.start]
            if chunk.kind == "phrase":
                tags = sorted(tag for tag in chunk.tags if tag.startswith(_TELLING))
                if tags:
                    yield Meaning("word", chunk.start, chunk.end, words, ", ".join(tags))
            elif chunk.is_quantity:
                value, fate = _printed(chunk.value), self._fate(sentence, chunk, at)
                yield Meaning(chunk.kind, chunk.start, chunk.end, words, value, fate)
            elif chunk.value is not None:
                yield Meaning(chunk.kind, chunk.start, chunk.end, words, _printed(chunk.value))

    def _fate(self, sentence: Sentence, chunk: Chunk, at: int) -> str:
        """Say into which figure a number went, or why into none."""
        taken = [
            f"figure {self._number(told)}: {'base' if told.statement.is_base else name}"
            for told in (self._told[n] for n in self._told_in[sentence.start])
            for name in _QUANTITIES
            if _is_of(chunk, at, getattr(told.statement, name), sentence)
        ]
        reasons = self._reasons[chunk.start, chunk.end]
        return ", ".join(dict.fromkeys(taken)) or "; ".join(dict.fromkeys(reasons)) or _UNTAKEN

    def _figure(self, at: int) -> FigureRead:
        told = self._told[at]
        number = self._number(told)
        inherited = tuple(self._inherited(at))
        return FigureRead(number, told.figure, inherited, told.figure != self._figures[number - 1])

    def _number(self, told: Told) -> int:
        """Give the number of the page's figure into which one went: itself, else one of the same subject."""
        figure = told.figure

        def unlike(number: int) -> tuple[bool, bool, int]:
            other = self._figures[number - 1]
            return other != figure, other.value not in (figure.value, None), number

        return min(self._numbers[_subject(figure)], key=unlike)

    def _inherited(self, at: int) -> Iterator[Inherited]:
        """Tell from where a statement has what its clause does not say."""
        statement = self._told[at].statement
        for name in statement.inherited:
            if name == "period":
                days = f"{statement.span.start or '...'} to {statement.span.end or '...'}"
                yield Inherited(name, "unknown" if statement.span == UNKNOWN else days, self._source_of_period(at))
            else:
                value = getattr(statement, name)
                yield Inherited(name, value, self._source_of_economy(name, value, at))

    def _before(self, at: int) -> Iterator[Told]:
        """Give what was told before, the nearest first."""
        return (self._told[n] for n in range(at - 1, -1, -1))

    def _source_of_period(self, at: int) -> str:
        statement = self._told[at].statement
        if statement.span == UNKNOWN:
            return "no period is told before"
        for told in self._before(at):
            if told.statement.span == statement.span and "period" not in told.statement.inherited:
                return f"as in sentence {self._sentences[told.sentence.start]}, “{told.statement.period_text}”"
        return f"“{statement.period_text}”" if statement.period_text else "as said before"

    def _source_of_economy(self, name: str, value: str, at: int) -> str:
        if name == "partner" and value == WORLD:
            return "none is named: the total"
        for told in self._before(at):
            own = (each for each in ("reporter", "partner") if each not in told.statement.inherited)
            if value in (getattr(told.statement, each) for each in own):
                return f"as in sentence {self._sentences[told.sentence.start]}"
        named = {mention.value.name for mention in find_places(self._title)}
        return "as in the headline" if value in named else "the page speaks of it"


def _grouped(pairs: Iterable[tuple[K, V]]) -> defaultdict[K, list[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _other_meanings(sentence: Sentence) -> Iterator[Meaning]:
    """Give the mentions that only events need."""
    recognised: tuple[tuple[str, Iterable[Mention[Any]]], ...] = (
        ("date", find_dates(sentence.text)),
        ("organisation", find_organisations(sentence.text)),
        ("event name", find_event_names(sentence.text, {})),
        ("count", find_counts(sentence.text)),
    )
    for kind, mentions in recognised:
        for mention in mentions:
            start = sentence.start + mention.start
            yield Meaning(kind, start, start + len(mention.text), mention.text, _printed(mention.value))


def _is_of(chunk: Chunk, at: int, quantity: Quantity | None, sentence: Sentence) -> bool:
    """Say whether a statement's quantity is this chunk; in a table row quantities count cells, so numbers tell."""
    if quantity is None or not sentence.is_row:
        return quantity is not None and quantity.at == at
    if isinstance(chunk.value, Money):
        return (quantity.number, quantity.currency) == (chunk.value.amount, chunk.value.currency)
    return isinstance(chunk.value, Percentage) and abs(quantity.number) == chunk.value.number


def _subject(figure: TradeFigure) -> Hashable:
    """Give what a figure shares with those that are joined with it."""
    economies = frozenset((figure.reporter, figure.partner))
    period = (figure.period_start, figure.period_end)
    return figure.indicator, economies, figure.direction, figure.scope, period, figure.status


def _printed(value: object) -> str:
    """Print a mention's value: an amount plainly, of anything else the fields that are not as usual."""
    if isinstance(value, Money):
        return f"{value.amount:,.12g} {value.currency}, {value.qualifier}"
    if isinstance(value, Place):
        return ", ".join(filter(None, (value.name, value.kind, value.role if value.role != "plain" else "")))
    if not is_dataclass(value):
        return str(value)
    told = {each.name: getattr(value, each.name) for each in fields(value) if getattr(value, each.name) != each.default}
    return ", ".join(f"{name} {_nested(content)}" for name, content in told.items() if content not in (None, "", False))


def _nested(value: object) -> str:
    return f"({_printed(value)})" if is_dataclass(value) else f"{value:g}" if isinstance(value, float) else str(value)
