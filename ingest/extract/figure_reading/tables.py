"""Tables: what the caption, the head of a column and the label of a row say of each cell.

Rows are lines whose cells a tab parts. A cell with a number becomes a value, a change or a share by its own sign, by
the head of its column or by the caption; the unit ("US$ million", "100 million yuan") may stand in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ingest.extract.dating import UNKNOWN, Span, resolve
from ingest.extract.figure_reading.chunks import Chunk, chunk_sentence
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.heads import is_head
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.settling import economies
from ingest.extract.figure_reading.statements import Statement
from ingest.extract.figure_reading.subjects.economies import economy_at
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.money import currency_codes, find_money
from ingest.extract.mentions.number import BLANK, DIGITS, read_scale, scale_pattern, squeeze
from ingest.extract.mentions.period import Period
from ingest.extract.mentions.place import find_places
from ingest.extract.sentences import Sentence
from ingest.extract.wording import any_of

_NUMBER = re.compile(
    rf"^[^\w+−–-]{{0,2}}(?P<sign>[+−–-]?)\s?(?P<digits>{DIGITS})\s?(?P<percent>%|pct|percent|per cent)?\*?$"
)
_PLAIN = re.compile(r"[\d.,+−–-]*%?")  # no currency in it
_BRACKETED = re.compile(r"^\((?P<digits>[\d,.]+)\)$")  # accountants' minus
_PERCENT = re.compile(r"%|\b(?:per ?cent|pct)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|growth|increase|rate|y-?o-?y|yoy|year-on-year|m-?o-?m|month-on-month|\+/-|± ?%)", re.IGNORECASE
)
_SHARE = re.compile(r"\b(?:share|proportion)\b", re.IGNORECASE)
_BALANCE = re.compile(r"^(?:(?:net|overall)\s)?(?:balance|surplus\s?[/+(]|deficit\s?[/+(])", re.IGNORECASE)
_PART = re.compile(r"^(?:of which\b:?|including:?|-)\s*", re.IGNORECASE)
_UNIT_LINE = re.compile(r"[(\[]?(?:unit|units|value|values|in|figures in|amount|amounts)\b", re.IGNORECASE)
_LONGEST_UNIT = 60  # characters
_CODE = re.compile(r"^\d{1,6}\s+(?=\w)")  # of a commodity, before its name
_NOT_A_LABEL = re.compile(r"^(?:total|overall|sum|all|world|grand total|all countries)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What the words of a caption, a column's head or a row's label say."""

    subject: Subject | None
    place: str | None
    span: Span | None
    period_text: str | None
    unit: tuple[float, str] | None
    role: str | None
    basis: str
    words: str
    names_part: bool = False


@cache
def _unit_pattern() -> re.Pattern[str]:
    forms = [form for forms in load_words("currencies.yml").values() for form in forms]
    codes = any_of(forms, BLANK)
    return re.compile(
        rf"(?<![^\W\d_])(?P<before>{codes})[\s\u00a0]?(?P<count>\d+)?[\s\u00a0]?(?P<scale>{scale_pattern()})?\b|(?P<count2>\d+[\s\u00a0])?(?P<scale2>{scale_pattern()})[\s\u00a0](?:of\s)?(?P<after>{codes})(?!\w)",
        re.IGNORECASE,
    )


def read_unit(text: str) -> tuple[float, str] | None:
    """Read "US$ million", "100 million yuan", "Unit: RMB bn" as a factor and a currency."""
    for match in _unit_pattern().finditer(text):
        code = currency_codes().get(squeeze(match["before"] or match["after"]))
        scale = match["scale"] or match["scale2"]
        if code and (scale or len(text) < 24):
            count = match["count"] or match["count2"]
            return read_scale(scale) * (float(count) if count else 1.0), code
    return None


def is_unit_line(text: str) -> bool:
    """Say whether a line only gives the unit of a table: "Unit: million US dollars"."""
    return len(text) < _LONGEST_UNIT and bool(_UNIT_LINE.match(text)) and read_unit(text) is not None


def read_label(text: str, offset: int, context: Context) -> Label:
    """Read the words around a cell."""
    places = find_places(text)
    chunks = chunk_sentence(text, offset, [replace(p, start=p.start + offset, end=p.end + offset) for p in places])
    heads = [n for n in range(len(chunks)) if is_head(chunks, n)]
    subject = noun_subject(chunks, heads[0], 0, len(chunks)) if heads else _balance(text)
    place = next((e.name for n in range(len(chunks)) if (e := economy_at(chunks, n)) is not None and e.name), None)
    span, words = _span(chunks, text, offset, context)
    role = None
    if _SHARE.search(text):
        role = "share"
    elif _PERCENT.search(text) or _CHANGE.search(text):
        role = "change"
    basis = "mom" if any(c.has("mom") for c in chunks) else "yoy"
    return Label(subject, place, span, words, read_unit(text), role, basis, text.strip())


def _balance(text: str) -> Subject | None:
    """Read the head of a column that names a balance only among other columns: "Balance (USD bn)"."""
    return Subject("balance", origin="noun") if _BALANCE.match(text) else None


def _span(chunks: Sequence[Chunk], text: str, offset: int, context: Context) -> tuple[Span | None, str | None]:
    for chunk in chunks:
        if isinstance(chunk.value, Period) and chunk.value.form not in ("vague",):
            span = resolve(chunk.value, context.moment())
            if span != UNKNOWN:
                return span, text[chunk.start - offset : chunk.end - offset]
    return None, None


@dataclass(frozen=True, slots=True)
class _Cell:
    number: float
    currency: str | None
    is_percent: bool
    has_sign: bool


def _cell(text: str) -> _Cell | None:
    text = text.strip()
    money = find_money(text) if not _PLAIN.fullmatch(text) else []
    if money and len(money[0].text) >= len(text) - 3:
        return _Cell(money[0].value.amount, money[0].value.currency, False, False)
    match = _NUMBER.match(text)
    if match:
        number = float(match["digits"].replace(",", "")) * (-1 if match["sign"] in ("-", "−", "–") else 1)
        return _Cell(number, None, bool(match["percent"]), bool(match["sign"]))
    bracketed = _BRACKETED.match(text)
    return _Cell(-float(bracketed["digits"].replace(",", "")), None, False, True) if bracketed else None


def read_table(rows: Sequence[Sentence], caption: str, context: Context) -> list[tuple[Sentence, Statement]]:
    """Read a table's rows; `caption` is the line above it. Gives each statement with its row."""
    grid = [row.text.split("\t") for row in rows]
    head = next((n for n, cells in enumerate(grid) if any(_cell(c) and not _is_year(c) for c in cells[1:])), len(grid))
    if head == 0 or head >= len(grid):
        return []

    @cache  # rows repeat their labels, and a label of one cell is asked twice
    def label_of(text: str) -> Label:
        return read_label(text, 0, context)

    title = label_of(caption)
    width = max(len(cells) for cells in grid)
    if len(grid[head - 1]) == len(grid[head]) - 1:
        grid[:head] = [["", *cells] for cells in grid[:head]]  # the corner above the labels is empty
    if len(grid[head - 1]) != len(grid[head]):
        return []  # heads that stand over no certain column would put figures under wrong names
    columns = [
        label_of(" ".join(dict.fromkeys(cells[n] for cells in grid[:head] if n < len(cells)))) for n in range(width)
    ]
    found: list[tuple[Sentence, Statement]] = []
    above: Label | None = None
    for row, cells in zip(rows[head:], grid[head:], strict=True):
        first = next((n for n, cell in enumerate(cells) if n and _cell(cell) is not None), 1)
        alone = label_of(cells[0])
        is_part = not (alone.place or alone.span or alone.subject)
        label = replace(label_of(" ".join(cells[:first])), words=cells[0].strip(), names_part=is_part)
        if _PART.match(cells[0]) and above is not None and alone.place is None:
            label = replace(label, subject=above.subject, names_part=True)
        else:
            above = label
        found += [(row, s) for s in _row(cells, label, columns, title, context)]
    return found


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell.strip()))


def _row(
    cells: Sequence[str], label: Label, columns: Sequence[Label], title: Label, context: Context
) -> list[Statement]:
    """Read one row: each value with the change and share columns behind it."""
    statements: list[Statement] = []
    run = 0  # where the values begin that the next change or share may belong to
    was_rate = False
    for n in range(1, len(cells)):
        cell = _cell(cells[n])
        if cell is None or n >= len(columns):
            continue
        column = columns[n]
        quantity = _quantity(n, cell, column, label, title)
        if quantity is None:
            continue
        if quantity.role != "value" and statements and _continues(column, statements[-1]):
            newest = _newest(statements, run)
            if getattr(statements[newest], quantity.role) is None:
                statements[newest] = replace(statements[newest], **{quantity.role: quantity})  # type: ignore[arg-type]
            was_rate = True
            continue
        statement = _statement(quantity, column, label, title, context)
        if statement is not None:
            run = len(statements) if was_rate else run
            was_rate = False
            statements.append(statement)
    return statements


def _newest(statements: Sequence[Statement], start: int) -> int:
    """Choose the value that a change tells of: of those of one indicator the newest, be it the first or the last."""
    last = statements[-1]
    same = [n for n in range(start, len(statements)) if statements[n].indicator == last.indicator]
    return max(same, key=lambda n: (statements[n].span.end or date.min, n), default=len(statements) - 1)


def _continues(column: Label, before: Statement) -> bool:
    """Say whether a column of changes belongs to the value before it."""
    return column.subject is None or column.subject.indicator == before.indicator


def _quantity(at: int, cell: _Cell, column: Label, label: Label, title: Label) -> Quantity | None:
    role = "value"
    if cell.is_percent or (column.role and cell.currency is None) or (label.role and cell.currency is None):
        role = column.role or label.role or "change"
    if role != "value":
        return Quantity(at, role, cell.number, basis=column.basis if role == "change" else None)
    if cell.currency is not None:
        return Quantity(at, "value", cell.number, cell.currency, "exact")
    unit = column.unit or label.unit or title.unit
    if unit is None:
        return None
    return Quantity(at, "value", round(cell.number * unit[0], 2), unit[1], "exact")


def _statement(quantity: Quantity, column: Label, label: Label, title: Label, context: Context) -> Statement | None:
    subject = column.subject or label.subject or title.subject
    if subject is None:
        if context.indicator is None:
            return None
        subject = Subject(context.indicator, context.sign)
    pair = _economies(subject, label, title, context)
    if pair is None:
        return None
    dated = next((x for x in (column, label, title) if x.span is not None), None)
    span = dated.span if dated and dated.span else (context.span or UNKNOWN)
    text = dated.period_text if dated else context.period_text
    scope = _scope(label, subject)
    by_role = {quantity.role: quantity}
    sign = subject.sign if quantity.number >= 0 else 1
    return Statement(
        str(subject.indicator), pair[0], pair[1], None, scope, sign, by_role.get("value"), None, by_role.get("change"),
        by_role.get("share"), None, span, text, "actual", "table", () if dated else ("period",),
    )  # fmt: skip


def _economies(subject: Subject, label: Label, title: Label, context: Context) -> tuple[str, str] | None:
    """Settle reporter and partner: the caption's or the page's, one of them changed for the row's place."""
    base = title.subject or subject
    base = replace(base, indicator=subject.indicator, partners=base.partners or subject.partners)
    pairs = economies(base, context)
    if not pairs:
        return None
    reporter, partner = pairs[0]
    if label.place is not None and label.place != reporter:
        return (label.place, partner) if _reports(label.place, base, pairs[0], context) else (reporter, label.place)
    if (
        _NOT_A_LABEL.match(label.words)
        and partner == context.partner
        and not (title.subject and title.subject.partners)
    ):
        return reporter, "World"
    return reporter, partner


def _reports(row: str, base: Subject, pair: tuple[str, str], context: Context) -> bool:
    """Say whether a row's place trades with a partner that the heads name: a member or part of the reporter."""
    reporter, partner = pair
    if row == partner:
        return False
    if context.home.get(row) == reporter:
        return True
    with_one = bool(base.partners) and context.kind(partner) != "group"
    return with_one and (base.reporter is None or context.kind(reporter) == "group")


def _scope(label: Label, subject: Subject) -> str | None:
    """A row that names neither a place, a period nor an indicator names a part."""
    if not label.names_part or not label.words or _NOT_A_LABEL.match(label.words):
        return subject.scopes[0] if subject.scopes else None
    return _CODE.sub("", _PART.sub("", label.words.lower())).strip(" :*") or None
