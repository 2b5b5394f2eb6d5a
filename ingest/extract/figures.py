"""Trade figures of a document: each statement of its body with the sentence that makes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.extract.figure_reading.chunks import chunk_sentence
from ingest.extract.figure_reading.confidence import confidence_of
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.deals import part_of_deals, settle_deals, told_again
from ingest.extract.figure_reading.grouping import group_quantities
from ingest.extract.figure_reading.intro import note_intro, note_title
from ingest.extract.figure_reading.list_items import ItemList
from ingest.extract.figure_reading.noting import note_fronted, note_subject
from ingest.extract.figure_reading.page_subject import page_subject
from ingest.extract.figure_reading.quantities.roles import read_quantities
from ingest.extract.figure_reading.reading import read_statements
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.statements import Dropped, Statement
from ingest.extract.figure_reading.table_labels import is_unit_line
from ingest.extract.figure_reading.tables import read_table
from ingest.extract.figure_reading.timing import assign_periods
from ingest.extract.mentions.period import months
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.merge import merge_figures
from ingest.extract.sentences import LONGEST_SENTENCE, Sentence, split_sentences
from ingest.extract.spans import Mention
from ingest.extract.wording import words_in
from ingest.records import Document, Event, TradeFigure

_NUMBER = re.compile(r"[\d%]")
_OPENS_WITH_PERIOD = re.compile(rf"(?:The\s)?(?:{'|'.join(months())}|\w+\s(?:quarter|half))\s[a-z]", re.IGNORECASE)
_BELOW_TABLE = ("(", "Unit", "Value", "Figures")  # opens the line that gives a table's unit
_SCALES = frozenset(("million", "billion", "trillion"))
_FISCAL_YEAR = re.compile(
    r"(?:(?:fiscal|financial|budget)\s+year|fiscal\s(?:year\s)?20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?|FY\s?(?:20)?\d\d)\b(?P<gap>[^.;]{0,40}?)\b(?:beg[ai]n|begins|starts?|started|runs?|ran|from|"
    r"(?P<end>ends?|ended|ending|closes?|closed|closing|to|till|until))\b[^.;]{0,20}?"
    rf"\b(?P<month>{'|'.join(months())})\b",
    re.IGNORECASE,
)
_FIRST_OF_YEAR = re.compile(  # the first quarter of FY 2012-13 (April-June)
    r"first\s(?:quarter|half|\w+\smonths)\sof\s(?:the\s)?(?:(?:fiscal|financial|FY)[^.()]{0,30}"
    rf"|[^.()]{{0,20}}(?:fiscal|financial)\syear[^.()]{{0,12}})\s?\((?P<month>{'|'.join(months())})\b",
    re.IGNORECASE,
)
_YEAR_OF_MONTHS = re.compile(  # 2018-19 (April-March)
    rf"\b(?:20\d\d\s?[-–/]\s?(?:20)?\d\d|(?:fiscal|financial)\syears?(?:\s20\d\d)?|FY\s?\d+)\s?\((?P<first>{'|'.join(months())})\s?(?:-|–|to|through)\s?"
    rf"(?P<last>{'|'.join(months())})\)",
    re.IGNORECASE,
)
_PASSED = re.compile(r"\b(?:through|via)\s(?:the\s)?(?:[A-Z]\w+\sand\s)?$")  # "goods that only pass through Hong Kong"
_SPEAKS = re.compile(r"per ?cent|trad|export|import|invest|deficit|surplus")  # in lower case, which is faster


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with its sentence, and its figure as it was before those told twice were joined."""

    sentence: Sentence
    statement: Statement
    figure: TradeFigure


@dataclass(slots=True)
class FigureReading:
    """The figures of a document, what told them, and the numbers that became none."""

    figures: list[TradeFigure] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def read_figures(document: Document, events: Sequence[Event] = ()) -> FigureReading:
    """Read the trade figures that a document states; `events` date its deals."""
    places = find_places(document.text)
    title_places = find_places(document.title or "")
    reporter, partner = page_subject(document.title or "", document.text, title_places, places)
    context = Context(document.published_on, page_reporter=reporter, page_partner=partner)
    context.spoken.update(p.value.name for p in title_places)
    context.fiscal_month = _fiscal_month(document.text)
    context.learn_kinds(p.value for p in [*places, *title_places])
    context.spelled = {p.value.name: p.text for p in places if not p.text.startswith(f"{p.value.name} ")}
    if document.title:
        note_title(chunk_sentence(document.title, 0, title_places), context)
    reading = FigureReading()
    rows: list[Sentence] = []
    caption, items = "", ItemList()
    named: dict[int, int] = {}  # places named in the sentence that starts there
    for sentence, own in with_places(split_sentences(document.text), places):
        named[sentence.start] = len({place.value.name for place in own})
        if sentence.is_row:
            rows.append(sentence)
            continue
        is_note = bool(rows) and sentence.text.startswith(_BELOW_TABLE) and is_unit_line(sentence.text)
        reading.told += _told_by_table(rows, f"{caption} {sentence.text}" if is_note else caption, context)
        caption = f"{caption} {sentence.text}" if is_unit_line(sentence.text) else sentence.text
        if listed := items.read(sentence, context):
            reading.told += _told(sentence, listed, context, events)
            continue
        items.begin(sentence.text)
        context.enter(sentence.block)
        if own and own[0].value.role == "dateline":
            context.dateline(own[0].value)
        context.head_section(sentence, own)
        note_fronted(context, sentence, own)
        context.count(p.value for p in own if not _PASSED.search(sentence.text, 0, p.start - sentence.start))
        if len(sentence.text) > LONGEST_SENTENCE:
            reading.dropped.append(Dropped(sentence.start, sentence.end, "longer than any sentence"))
        elif _may_tell(sentence.text):
            statements, dropped = _read_sentence(sentence, own, context)
            told = _told(sentence, statements, context, events, reading.told[-1] if reading.told else None)
            reading.told += told if not (told and reading.told) else _with_change(reading.told, told)
            reading.dropped += dropped
        else:
            context.see(place.value for place in own)
        if not reading.told or reading.told[-1].sentence is not sentence:
            note_subject(context, sentence, own)
    reading.told = _weighed(reading.told + _told_by_table(rows, caption, context), named)
    reading.figures = merge_figures(told.figure for told in reading.told)
    return reading


def _told(
    sentence: Sentence,
    statements: Sequence[Statement],
    context: Context,
    events: Sequence[Event],
    before: Told | None = None,
) -> list[Told]:
    """Write the statements of a sentence down, deals with the days and place of their event."""
    settled = [settle_deals(statement, sentence, events) for statement in statements]
    settled = [part_of_deals(s, before.statement) for s in settled] if before else settled
    return [Told(sentence, s, _figure(sentence, s, context.home)) for s in settled]


def _weighed(told: list[Told], named: Mapping[int, int]) -> list[Told]:
    """Give every figure its confidence, now that all of the page is read."""
    reporters = Counter(one.statement.reporter for one in told)
    found = []
    for one in told:
        sure = confidence_of(
            one.statement,
            words=len(one.sentence.text.split()),
            places=named.get(one.sentence.start, 0),
            agreement=reporters[one.statement.reporter] / len(told),
            reporters=len(reporters),
        )
        found.append(Told(one.sentence, one.statement, replace(one.figure, confidence=sure)))
    return found


def _with_change(before: list[Told], told: list[Told]) -> list[Told]:
    """Give the deals told last their change: "That was 4.2 percent more than at the previous fair"."""
    last = before[-1]
    whole = told_again(last.statement, told[0].statement) if last.sentence.block == told[0].sentence.block else None
    if whole is None or whole.change is None:
        return told
    figure = replace(last.figure, change_pct=whole.change.number, change_basis=whole.change.basis)
    before[-1] = replace(last, statement=whole, figure=figure)
    return told[1:]


def _may_tell(text: str) -> bool:
    """Say whether a sentence may state a figure, or say what the next ones are about."""
    found = _NUMBER.search(text) or _SPEAKS.search(text.lower()) or _OPENS_WITH_PERIOD.match(text)
    return found is not None or not _SCALES.isdisjoint(words_in(text))


def _told_by_table(rows: list[Sentence], caption: str, context: Context) -> list[Told]:
    """Read the rows gathered so far as one table, and forget them."""
    if not rows:
        return []
    told = [Told(row, s, _figure(row, s, context.home)) for row, s in read_table(rows, caption, context)]
    rows.clear()
    return told


def _fiscal_month(text: str) -> int | None:
    """Find the month in which the page says that its fiscal year begins."""
    found = _YEAR_OF_MONTHS.search(text)
    if found:
        first, last = months()[found["first"].lower()], months()[found["last"].lower()]
        if (first - last) % 12 == 1:
            return first
    lowered = text.lower()
    if not any(word in lowered for word in ("fiscal", "financial", "budget", "fy")):
        return None
    if opening := _FIRST_OF_YEAR.search(text):
        return months()[opening["month"].lower()]
    for found in _FISCAL_YEAR.finditer(text):
        if " then" not in found["gap"]:  # "the year, which was then counted from October"
            month = months()[found["month"].lower()]
            return month % 12 + 1 if found["end"] else month
    return None


def with_places(
    sentences: list[Sentence], places: list[Mention[Place]]
) -> Iterator[tuple[Sentence, list[Mention[Place]]]]:
    """Pair each sentence with the places in it."""
    n = 0
    for sentence in sentences:
        while n < len(places) and places[n].start < sentence.start:
            n += 1
        first = n
        while n < len(places) and places[n].end <= sentence.end:
            n += 1
        yield sentence, places[first:n]


def _read_sentence(
    sentence: Sentence, places: list[Mention[Place]], context: Context
) -> tuple[list[Statement], list[Dropped]]:
    context.begin(p.value for p in places)
    chunks = chunk_sentence(sentence.text, sentence.start, places, context.currency)
    quantities = read_quantities(chunks)
    groups = group_quantities(chunks, quantities)
    first = chunks[groups[0].first].start if groups else sentence.end
    context.see(p.value for p in places if p.start < first or p.value.kind == "group")
    scene = Scene(sentence, chunks, groups, assign_periods(chunks, groups), context)
    statements, unread = read_statements(scene)
    if not statements:
        note_intro(chunks, context)
    context.see(p.value for p in places)
    dropped = [Dropped(chunks[q.at].start, chunks[q.at].end, q.reason) for q in quantities if q.reason]
    return statements, dropped + unread


def _figure(sentence: Sentence, statement: Statement, home: Mapping[str, str]) -> TradeFigure:
    """Write a statement down as a record."""
    value, alt, change, share = statement.value, statement.alt, statement.change, statement.share
    sign = statement.sign
    reporter, partner = _chinese_side_first(statement, home)
    return TradeFigure(
        indicator=statement.indicator,
        reporter=reporter,
        partner=partner,
        direction=statement.direction,
        scope=statement.scope,
        value=sign * value.number if value else None,
        currency=value.currency if value else None,
        qualifier=value.qualifier if value else None,
        alt_value=sign * alt.number if alt and value else None,
        alt_currency=alt.currency if alt and value else None,
        change_pct=change.number if change else None,
        change_basis=change.basis if change else None,
        share_pct=share.number if share else None,
        share_of=statement.share_of,
        period_start=statement.span.start,
        period_end=statement.span.end,
        period_text=statement.period_text,
        status=statement.status,
        quote=sentence.text.replace("\t", " "),
        span_start=sentence.start,
        span_end=sentence.end,
        rule=statement.rule + ("-base" if statement.is_base else ""),
        confidence=0.0,
    )


def _chinese_side_first(statement: Statement, home: Mapping[str, str]) -> tuple[str, str]:
    """Of trade between two economies the Chinese side reports; `home` gives the country of provinces and cities."""
    goes_both_ways = statement.indicator == "trade" or statement.direction == "two-way"
    reporter, partner = statement.reporter, statement.partner
    is_other_way_round = "China" in (partner, home.get(partner)) and "China" not in (reporter, home.get(reporter))
    return (partner, reporter) if goes_both_ways and is_other_way_round else (reporter, partner)
