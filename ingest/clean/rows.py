"""Rows of a table that holds data, with the cells of heads over several columns or rows told in each."""

from __future__ import annotations

from lxml.html import HtmlElement

MAX_SPAN = 12  # rows or columns of one cell; a head of a table of figures has no more
CELL_LENGTH = 200  # characters; rows with longer cells are layout, not data


def data_row(row: HtmlElement) -> list[str] | None:
    """Give the cells of a table row that holds data: at least two cells with short text and no tables within."""
    if row.find(".//table") is not None or row.find(".//ul") is not None:
        return None
    cells = _spread(row)
    if sum(map(bool, cells)) < 2 or max(map(len, cells)) > CELL_LENGTH:
        return None
    return cells


def _spread(row: HtmlElement) -> list[str]:
    """Give a row's cells in the columns that they stand in; a cell over several columns or rows is told in each."""
    cells: list[str] = []
    for cell in _cells(row):
        cells += [_text(cell)] * _span(cell, "colspan")
    for distance, above in enumerate(row.itersiblings("tr", preceding=True), 1):
        if distance > MAX_SPAN:
            break
        column = 0
        for cell in _cells(above):
            if _span(cell, "rowspan") > distance:
                cells[column:column] = [_text(cell)] * _span(cell, "colspan")
            column += _span(cell, "colspan")
    return cells


def _text(cell: HtmlElement) -> str:
    return " ".join(cell.text_content().split())


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), MAX_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1
