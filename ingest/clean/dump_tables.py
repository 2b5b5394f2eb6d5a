"""Find the tables of a flat dump, whose cells gaps, bars, single spaces or line breaks part, and part them by tabs."""

from __future__ import annotations

import re

GAPS = re.compile(r"\s{2,}|\t+|\s?\.{4,}\s?")
SLASHES = re.compile(r"\s+/\s+|;\s+")
BARS = re.compile(r"\s*[|｜]\s*")
RULE = re.compile(r"[\s|:+=-]+")  # under the head of a table with bars
FIGURE = re.compile(r"[(+−–-]?[^\w\s]{0,2}\d[\d,.]*\s?%?\)?|[-–—]|n\.?a\.?", re.I)  # a number, or none to give
YEAR = re.compile(r"(?:19|20)\d\d")
MIN_ROWS = 1  # below the head of a table
SPACED_ROWS = 2  # of a table whose cells only single spaces part, or that has one cell a line
LONGEST_CELL, LONGEST_ROW = 40, 120  # characters
BRACKETED = re.compile(r"\s(?=\()")
SENTENCE = re.compile(r":|\d,?\d*\s(?:million|billion|trillion)\b", re.I)  # in no label of a row, nor in a head
CELL_END = re.compile(r"(?<=\))\s")


def mark_rows(lines: list[str]) -> list[str]:
    """Part the cells of tables that a dump set in columns by tabs: a head and rows of a label and figures below it."""
    marked = _gathered([line for line in lines if not (RULE.fullmatch(line) and "|" in line)])
    cells = [_cells(line) for line in marked]
    n = 0
    while n < len(marked):
        end = n + 1
        width = len(cells[end]) if end < len(cells) and _is_row(cells[end]) else 0
        if len(cells[n]) in (width, width - 1):  # the corner above the labels may be empty
            while end < len(cells) and len(cells[end]) == width > 1 and _is_row(cells[end]):
                end += 1
        if end - n > MIN_ROWS:
            marked[n:end] = ["\t".join(row) for row in cells[n:end]]
        n = end
    return _spaced(marked)


def _cells(line: str) -> list[str]:
    if "|" in line or "｜" in line:
        return BARS.split(line.strip("|｜ "))
    return SLASHES.split(line) if len(line) <= LONGEST_ROW and SLASHES.search(line) else GAPS.split(line)


def _is_row(cells: list[str]) -> bool:
    return _is_label(cells[0]) and all(FIGURE.fullmatch(cell) for cell in cells[1:])


def _is_label(cell: str) -> bool:
    return bool(cell) and (not FIGURE.fullmatch(cell) or bool(YEAR.fullmatch(cell)))


def _spaced(lines: list[str]) -> list[str]:
    """Part rows of single spaces, "Hong Kong 1,421.4 26.3", below a head that gives as many columns."""
    marked = list(lines)
    n = 1
    while n < len(lines):
        end, row = n, _from_right(lines[n])
        width = len(row)
        rows = []
        while end < len(lines) and width > 1 and len(row := _from_right(lines[end])) == width:
            rows.append(row)
            end += 1
        head = _head(lines[n - 1], width) if len(rows) >= SPACED_ROWS else None
        if head is not None:
            marked[n - 1 : end] = ["\t".join(cells) for cells in (head, *rows)]
        n = max(end, n + 1)
    return marked


def _from_right(line: str) -> list[str]:
    """Give the label and the figures of a row; no cells where it is none."""
    words = line.split(" ") if line[-1:].isdigit() or line[-1:] in "%)-–" else []
    n = len(words)
    while n > 1 and FIGURE.fullmatch(words[n - 1]):
        n -= 1
    label = " ".join(words[:n])
    is_row = n < len(words) and "\t" not in line and len(label) <= LONGEST_CELL and _is_label(label)
    is_row = is_row and not SENTENCE.search(label)
    return [label, *words[n:]] if is_row else []


def _head(line: str, width: int) -> list[str] | None:
    """Part the head of a table with as many columns as its rows: at each space, else behind each unit in brackets."""
    if "\t" in line or line.endswith(".") or SENTENCE.search(line):
        return None
    whole = BRACKETED.sub("\u00a0", line)
    words = re.split(r" (?![^()]*\))", whole)
    for cells in (words, CELL_END.split(line), SLASHES.split(line), line.split(", ")):
        if len(cells) in (width, width - 1) and width > 1 and not any(map(FIGURE.fullmatch, cells[:1])):
            told = [cell.replace("\u00a0", " ") for cell in cells]
            return told if len(told) == width else ["", *told]
    return None


def _gathered(lines: list[str]) -> list[str]:
    """Set the cells of a table that stand one a line into rows: a head, then again and again a label and figures."""
    out: list[str] = []
    n = 0
    while n < len(lines):
        width = _run_at(lines, n)
        end, rows = n, []
        while width > 1 and _run_at(lines, end) == width:
            rows.append(lines[end : end + width])
            end += width
        head = out[-width:]
        is_head = len(head) == width and all(h and len(h) <= LONGEST_CELL and not FIGURE.fullmatch(h) for h in head)
        if len(rows) >= SPACED_ROWS and width > SPACED_ROWS and is_head:
            out[-width:] = ["\t".join(cells) for cells in (head, *rows)]
            n = end
        else:
            out.append(lines[n])
            n += 1
    return out


def _run_at(lines: list[str], at: int) -> int:
    """Give the number of lines of a label and the figures below it; 0 where there are none."""
    end = at + 1
    while end < len(lines) and FIGURE.fullmatch(lines[end]):
        end += 1
    is_row = end > at + 1 and _is_label(lines[at]) and len(lines[at]) <= LONGEST_CELL
    return end - at if is_row else 0
