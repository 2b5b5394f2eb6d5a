"""The numbers in a table's cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.mentions.money import find_money
from ingest.extract.mentions.number import DIGITS

_NUMBER = re.compile(
    rf"^[^\w+−–-]{{0,2}}(?P<sign>[+−–-]?)\s?(?P<digits>{DIGITS})\s?(?P<percent>%|pct|percent|per cent)?\*?$"
)
_PLAIN = re.compile(r"[\d.,+−–-]*%?")  # no currency in it
_BRACKETED = re.compile(r"^\((?P<digits>[\d,.]+)\)$")  # accountants' minus


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of a cell, and what stands beside it."""

    number: float
    currency: str | None
    is_percent: bool
    has_sign: bool


def read_cell(text: str) -> Cell | None:
    """Read a cell that holds nothing but a number, be it with a sign, a currency or a percent sign."""
    text = text.strip()
    money = find_money(text) if not _PLAIN.fullmatch(text) else []
    if money and len(money[0].text) >= len(text) - 3:
        return Cell(money[0].value.amount, money[0].value.currency, False, False)
    match = _NUMBER.match(text)
    if match:
        number = float(match["digits"].replace(",", "")) * (-1 if match["sign"] in ("-", "−", "–") else 1)
        return Cell(number, None, bool(match["percent"]), bool(match["sign"]))
    bracketed = _BRACKETED.match(text)
    return Cell(-float(bracketed["digits"].replace(",", "")), None, False, True) if bracketed else None


def is_year(cell: str) -> bool:
    """Say whether a cell is a year."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell.strip()))


def without_ranks(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """Leave out a first column that only counts the rows: "1", "2", "3" before the names of partners."""
    numbers = [cells[0].strip(" .)#") for cells in grid if len(cells) > 2]
    counted = [int(number) for number in numbers if number.isdigit()]
    named = [cells[1] for cells in grid if len(cells) > 2 and cells[0].strip(" .)#").isdigit()]
    counts = len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] < 2
    if not counts or any(read_cell(name) is not None for name in named):
        return [list(cells) for cells in grid]
    width = max(len(cells) for cells in grid)
    is_short = [len(cells) < width and not cells[0].strip(" .)#").isdigit() for cells in grid]  # "All markets"
    return [list(cells) if short else list(cells[1:]) for cells, short in zip(grid, is_short, strict=True)]
