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

from ingest.extract.dating import UNKNOWN
from ingest.extract.figure_reading.change_spans import basis_between
from ingest.extract.figure_reading.context import WORLD, Context
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.settling import economies
from ingest.extract.figure_reading.statements import Statement
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.table_cells import Cell, is_year, read_cell, without_ranks
from ingest.extract.figure_reading.table_labels import Label, of_fair, read_label
from ingest.extract.sentences import Sentence

_PART = re.compile(r"^(?:of which\b:?|including:?|-)\s*", re.IGNORECASE)
_CODE = re.compile(r"^\d{1,6}\s+(?=\w)")  # of a commodity, before its name
_NOT_A_LABEL = re.compile(
    r"^(?:(?:grand |sub)?totals?|overall|sum|all|world"
    r"|(?:all|total) (?:countries|partners|markets|economies|trading partners|goods|products)"
    r"|total (?:trade|exports|imports|value)|global|values?|amounts?|values? \(.*|amounts? \(.*)$",
    re.IGNORECASE,
)
_PARTNERS = re.compile(r"\b(?:partner|market|destination|source|origin|supplier|buyer|recipient)s?\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:countries|economies|members?|states|nations)\b", re.IGNORECASE)
_HOSTS = re.compile(r"\b(?:destination|recipient|host)s?\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:from|over|against|vs|versus|compared|on|than)\b", re.IGNORECASE)
_WHOLE = 100  # per cent; no share
_NOT_TRADE = re.compile(r"\b(?:ticker|rating|target price|TP|EPS|P/E|upside|market cap)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around all rows: the caption, the heads of the columns, and what the page said before."""

    title: Label
    columns: Sequence[Label]
    context: Context
    unit: tuple[float, str] | None = None

    def tells(self, words: re.Pattern[str]) -> bool:
        """Say whether the caption or the head over the rows' labels has one of some words."""
        return bool(words.search(self.title.words) or words.search(self.columns[0].words))


def read_table(rows: Sequence[Sentence], caption: str, context: Context) -> list[tuple[Sentence, Statement]]:
    """Read a table's rows; `caption` is the line above it. Gives each statement with its row."""
    grid = without_ranks([row.text.split("\t") for row in rows])
    head = next(
        (n for n, cells in enumerate(grid) if any(read_cell(c) and not is_year(c) for c in cells[1:])), len(grid)
    )
    if head == 0 or head >= len(grid) or any(_NOT_TRADE.search(cell) for cells in grid[:head] for cell in cells):
        return []
    title = _title(read_label(caption, 0, context), read_label(grid[0][0], 0, context))

    @cache  # rows repeat their labels, and a label of one cell is asked twice
    def label_of(text: str) -> Label:
        return read_label(text, 0, context, title.span)

    if _are_without_labels(grid, head) and label_of(grid[head - 1][0]).span is not None:
        grid = [["", *cells] for cells in grid]
    width = max(len(cells) for cells in grid)
    if len(grid[head - 1]) == len(grid[head]) - 1:
        grid[:head] = [["", *cells] for cells in grid[:head]]  # the corner above the labels is empty
    if len(grid[head - 1]) != len(grid[head]):
        return []  # heads that stand over no certain column would put figures under wrong names
    columns = [
        label_of(" ".join(dict.fromkeys(cells[n] for cells in grid[:head] if n < len(cells)))) for n in range(width)
    ]
    units = {column.unit for column in columns if column.unit}
    frame = Frame(title, columns, context, next(iter(units)) if len(units) == 1 else None)
    found: list[tuple[Sentence, Statement]] = []
    above: Label | None = None
    newest = range(0)  # of the statements of the last row of values
    for row, cells in zip(rows[head:], grid[head:], strict=True):
        first = next((n for n, cell in enumerate(cells) if n and read_cell(cell) is not None), 1)
        alone = label_of(cells[0])
        is_part = not (alone.place or alone.span or alone.subject)
        label = replace(label_of(" ".join(cells[:first])), words=cells[0].strip(), names_part=is_part)
        if title.subject and label.words.lower().removeprefix("total ") in title.subject.scopes:
            label = replace(label, words="Total", place=None)
        if _PART.match(cells[0]) and above is not None and alone.place is None:
            label = replace(label, subject=above.subject, names_part=True)
        else:
            above = label
        if newest and _is_of_row_above(label, found[newest[0]][1]):
            _add_to_row(found, newest, cells, label, frame)
            continue
        start = len(found)
        found += [(row, s) for s in _row(cells, label, frame)]
        newest = range(start, len(found)) if any(s.value for _, s in found[start:]) else range(0)
    return found


def _is_of_row_above(label: Label, above: Statement) -> bool:
    """Say whether a row tells the changes or shares of the one above: "Change (%)" below "Value"."""
    is_same = label.subject is None or label.subject.indicator == above.indicator
    return label.role is not None and label.place is None and label.span is None and is_same and label.unit is None


def _add_to_row(
    found: list[tuple[Sentence, Statement]], above: range, cells: Sequence[str], label: Label, frame: Frame
) -> None:
    """Give the values of the row above the changes or shares of this one, column by column."""
    for n in above:
        row, told = found[n]
        cell = read_cell(cells[told.value.at]) if told.value is not None and told.value.at < len(cells) else None
        quantity = _quantity(told.value.at, cell, frame.columns[0], label, frame) if cell and told.value else None
        if quantity is not None and quantity.role != "value" and getattr(told, quantity.role) is None:
            found[n] = (row, replace(told, **{quantity.role: quantity}))  # type: ignore[arg-type]


def _are_without_labels(grid: Sequence[Sequence[str]], head: int) -> bool:
    """Say whether the rows have no labels: only numbers below "Q1", "Q2", "Q3", "Q4"."""
    return all(
        read_cell(cells[0]) and not is_year(cells[0]) and len(cells) == len(grid[head - 1]) for cells in grid[head:]
    )


def _title(caption: Label, corner: Label) -> Label:
    """Take what the head's first cell says for the caption's, where that is silent: "China: exports (USD bn)"."""
    if caption.subject is None and corner.subject is not None:
        return corner if corner.unit or not caption.unit else replace(corner, unit=caption.unit)
    return replace(caption, unit=corner.unit) if caption.unit is None else caption


def _row(cells: Sequence[str], label: Label, frame: Frame) -> list[Statement]:
    """Read one row: each value with the change and share columns behind it."""
    statements: list[Statement] = []
    beside: list[Statement] = []  # second changes, against another base
    run = 0  # where the values begin that the next change or share may belong to
    was_rate = False
    for n in range(1, len(cells)):
        cell = read_cell(cells[n])
        if cell is None or n >= len(frame.columns):
            continue
        column = frame.columns[n]
        quantity = _quantity(n, cell, column, label, frame)
        if quantity is None:
            continue
        if quantity.role != "value" and statements and _continues(column, statements[-1]):
            newest = _newest(statements, run)
            quantity = _against(quantity, column, statements[newest])
            told = getattr(statements[newest], quantity.role)
            if told is None:
                statements[newest] = replace(statements[newest], **{quantity.role: quantity})  # type: ignore[arg-type]
            elif quantity.role == "change" and told.basis != quantity.basis:
                yoy, other = (quantity, told) if quantity.basis == "yoy" else (told, quantity)
                statements[newest] = replace(statements[newest], change=yoy)
                beside.append(replace(statements[newest], change=other, value=None, share=None))
            was_rate = True
            continue
        statement = statement_of(quantity, column, label, frame)
        if statement is not None:
            run = len(statements) if was_rate else run
            was_rate = False
            statements.append(statement)
    return statements + beside


def _against(quantity: Quantity, column: Label, told: Statement) -> Quantity:
    """Give a change the basis that its column names: "Change from May 2020" beside "June 2020"."""
    if quantity.role != "change" or column.span is None or not _AGAINST.search(column.words):
        return quantity
    return replace(quantity, basis=basis_between(told.span, column.span))


def _newest(statements: Sequence[Statement], start: int) -> int:
    """Choose the value that a change tells of: of those of one indicator the newest, be it the first or the last."""
    last = statements[-1]
    same = [n for n in range(start, len(statements)) if statements[n].indicator == last.indicator]
    return max(same, key=lambda n: (statements[n].span.end or date.min, n), default=len(statements) - 1)


def _continues(column: Label, before: Statement) -> bool:
    """Say whether a column of changes belongs to the value before it."""
    return column.subject is None or column.subject.indicator == before.indicator


def _quantity(at: int, cell: Cell, column: Label, label: Label, frame: Frame) -> Quantity | None:
    role = "value"
    if cell.is_percent or (column.role and cell.currency is None) or (label.role and cell.currency is None):
        role = column.role or label.role or "change"
    if role == "share" and cell.number == _WHOLE:
        return None
    if role != "value":
        return Quantity(at, role, cell.number, basis=column.basis if role == "change" else None)
    if cell.currency is not None:
        return Quantity(at, "value", cell.number, cell.currency, "exact")
    unit = column.unit or label.unit or frame.title.unit or (frame.unit if column.subject else None)
    if unit is None:
        is_rate = frame.title.role == "change" and frame.unit is None
        return Quantity(at, "change", cell.number, basis=frame.title.basis) if is_rate else None
    return Quantity(at, "value", round(cell.number * unit[0], 2), unit[1], "exact")


def statement_of(quantity: Quantity, column: Label, label: Label, frame: Frame) -> Statement | None:
    """Make a statement of one number of a row; the rest of its record is added to it."""
    title, context = frame.title, frame.context
    subject = column.subject or label.subject or title.subject
    if label.subject is not None and title.subject is not None and _is_mode(label.subject, title.subject):
        subject = replace(title.subject, scopes=label.subject.scopes)
    if subject is None:
        if context.indicator is None:
            return None
        subject = Subject(context.indicator, context.sign)
    pair = _economies(subject, label, frame)
    if pair is None:
        return None
    dated = next((x for x in (column, label, title) if x.span is not None), None)
    span = dated.span if dated and dated.span else (context.span or UNKNOWN)
    text = dated.period_text if dated else context.period_text
    subject, scope = of_fair(subject, label, column) or (subject, _scope(label, subject))
    by_role = {quantity.role: quantity}
    sign = subject.sign if quantity.number >= 0 else 1
    status = "forecast" if column.is_forecast or label.is_forecast else "actual"
    return Statement(
        str(subject.indicator), pair[0], pair[1], None, scope, sign, by_role.get("value"), None, by_role.get("change"),
        by_role.get("share"), None, span, text, status, "table", () if dated else ("period",),
    )  # fmt: skip


def _is_mode(row: Subject, whole: Subject) -> bool:
    """Say whether a row names a mode of the flow in the caption: "General trade" below "Exports by mode"."""
    return row.indicator == "trade" and bool(row.scopes) and whole.indicator in ("exports", "imports")


def _economies(subject: Subject, label: Label, frame: Frame) -> tuple[str, str] | None:
    """Settle reporter and partner: the caption's or the page's, one of them changed for the row's place."""
    title, context = frame.title, frame.context
    base = title.subject or subject
    base = replace(base, indicator=subject.indicator, partners=base.partners or subject.partners)
    if label.place is not None and _are_reporters(base, frame):
        return label.place, WORLD
    if label.place is not None and _is_taken_in(base, context) and not frame.tells(_HOSTS):
        partner = context.resolve(base.partners[0])
        return (label.place, partner) if partner is not None and partner != label.place else None
    goes_on = subject.indicator == context.indicator and not (base.reporter or base.partners or base.is_pair)
    told = [(context.reporter, context.partner)] if context.reporter and context.partner and goes_on else []
    pairs = told or economies(base, context)
    if not pairs:
        return None
    reporter, partner = pairs[0]
    if label.place is not None and label.place != reporter:
        if reporter == WORLD and not frame.tells(_HOSTS):
            return (label.place, partner) if label.place != partner else (WORLD, partner)
        return (label.place, partner) if _reports(label.place, base, pairs[0], context) else (reporter, label.place)
    if (
        _NOT_A_LABEL.match(label.words)
        and partner == context.partner
        and not (title.subject and title.subject.partners)
    ):
        return reporter, WORLD
    return reporter, partner


def _is_taken_in(base: Subject, context: Context) -> bool:
    """Say whether a caption names only where was invested: "Investment in Laos by country"."""
    by_all = base.reporter is None or base.reporter.name is None  # "by country"
    is_one = base.indicator == "investment" and by_all and len(base.partners) == 1
    return is_one and context.kind(context.resolve(base.partners[0])) != "group"


def _are_reporters(base: Subject, frame: Frame) -> bool:
    """Say whether the rows' places tell their whole trade: "Trade of ASEAN economies", on a page of many totals."""
    if base.partners or base.is_pair or frame.tells(_PARTNERS):
        return False
    name = base.reporter.name if base.reporter is not None else frame.title.place
    if name is None and base.reporter is None:
        return frame.title.subject is not None and len(frame.context.totals) > 1
    return frame.context.kind(name) == "group" and _MEMBERS.search(frame.title.words) is not None


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
