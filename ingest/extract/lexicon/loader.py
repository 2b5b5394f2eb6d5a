"""The words that reading knows, as data files: read once, checked, extended by the user's own.

A table (`places.csv`) is a CSV file whose columns `schema.yml` describes; a word list (`event_nouns.yml`) is a YAML
mapping of a name to a list of words or patterns. The folder named by the environment variable TRADEPAGES_LEXICON may
hold files of the same names: their rows and words are added behind the shipped ones. Every mistake is told with file,
line, what was found and what is allowed.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ingest.errors import TradepagesError

SHIPPED = Path(__file__).resolve().parent
SCHEMA = "schema.yml"
VARIABLE = "TRADEPAGES_LEXICON"
SEPARATOR = "|"  # between the values of one cell


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a table, with the place it was read from."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """Give the values of a cell that holds several (`Viet Nam|Socialist Republic of Vietnam`)."""
        return tuple(word.strip() for word in self.cells[column].split(SEPARATOR) if word.strip())


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's cells may hold: the entries of `schema.yml`."""

    required: bool = False
    many: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    in_column: str | None = None


def in_use() -> Path | None:
    """Give the folder of the user's own lexicon, None where there is none: what is built of words is kept under it."""
    return _user_folder(os.environ.get(VARIABLE))


def load_rows(name: str) -> tuple[Row, ...]:
    """Read a table (`places.csv`), the user's rows behind the shipped ones; every row has every column."""
    return _load_rows(name, in_use())


def load_words(name: str) -> Mapping[str, tuple[str, ...]]:
    """Read a word list (`event_nouns.yml`): name -> its words; the user's words stand behind the shipped ones."""
    return _load_words(name, in_use())


def validate_all() -> int:
    """Read every lexicon file, shipped and the user's; raise on the first mistake, else give the number of files."""
    folder = in_use()
    shipped = sorted(p.name for p in SHIPPED.iterdir() if p.suffix in (".csv", ".yml") and p.name != SCHEMA)
    files = len(shipped)
    if folder is not None:
        own = sorted(p.name for p in folder.iterdir() if p.suffix in (".csv", ".yml", ".yaml"))
        for name in own:
            if name not in shipped:
                raise TradepagesError(f"{folder / name}: no such lexicon (allowed: {', '.join(shipped)})")
        files += len(own)
    for name in shipped:
        if name.endswith(".csv"):
            load_rows(name)
        else:
            load_words(name)
    return files


def _user_folder(value: str | None) -> Path | None:
    if not value:
        return None
    folder = Path(value).expanduser().resolve()
    if not folder.is_dir():
        raise TradepagesError(f"{VARIABLE}={value}: no such folder; name one that holds lexicon files, or unset it")
    return folder


def _sources(name: str, folder: Path | None) -> list[Path]:
    own = [folder / name] if folder is not None and (folder / name).is_file() else []
    return [SHIPPED / name, *own]


def _mistake(file: Path, line: int, what: str) -> TradepagesError:
    name = file.name if file.parent == SHIPPED else str(file)
    return TradepagesError(f"{name}:{line}: {what}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise _mistake(file, line, "not UTF-8; save the file as UTF-8") from error


# --- tables ---------------------------------------------------------------------------------------------------------


@lru_cache
def _load_rows(name: str, folder: Path | None) -> tuple[Row, ...]:
    columns = _schema().get(name, {})
    rows = tuple(row for file in _sources(name, folder) for row in _parse_table(file, columns))
    _check_references(rows, columns)
    return rows


@lru_cache
def _schema() -> Mapping[str, Mapping[str, Column]]:
    return {
        table: {name: Column(**_frozen(settings or {})) for name, settings in columns.items()}
        for table, columns in _described().items()
        if table.endswith(".csv")
    }


@lru_cache
def _described() -> Mapping[str, Mapping[str, Any]]:
    described: dict[str, Mapping[str, Any]] = yaml.safe_load(_read(SHIPPED / SCHEMA))
    return described


def _frozen(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in settings.items()}


def _parse_table(file: Path, columns: Mapping[str, Column]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(_read(file), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        _check_head(file, head, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if len(cells) != len(head):
                raise _mistake(file, reader.line_num, f"{len(cells)} cells (expected {len(head)}: {','.join(head)})")
            found = dict.fromkeys(columns, "") | {n: c.strip() for n, c in zip(head, cells, strict=True)}
            row = Row(file, reader.line_num, found)
            _check_cells(row, columns)
            yield row
    except csv.Error as error:
        raise _mistake(file, reader.line_num, f"not CSV: {error}") from error


def _check_head(file: Path, head: list[str], columns: Mapping[str, Column]) -> None:
    """A column left out is empty, unless it is required; one that is not known is a slip of the pen."""
    for name in head:
        if columns and name not in columns:
            raise _mistake(file, 1, f"unknown column '{name}' (allowed: {', '.join(columns)})")
    for name, column in columns.items():
        if column.required and name not in head:
            raise _mistake(file, 1, f"column '{name}' is missing (found: {', '.join(head) or 'nothing'})")


def _check_cells(row: Row, columns: Mapping[str, Column]) -> None:
    for name, column in columns.items():
        values = row.words(name) if column.many else tuple(filter(None, [row[name]]))
        if column.required and not values:
            raise _mistake(row.file, row.line, f"{name} is empty")
        for value in values:
            if column.allowed and value not in column.allowed:
                allowed = ", ".join(column.allowed)
                raise _mistake(row.file, row.line, f"unknown {name} '{value}' (allowed: {allowed})")
            if column.pattern and not re.fullmatch(column.pattern, value):
                raise _mistake(row.file, row.line, f"{name} '{value}' does not look like {column.pattern}")


def _check_references(rows: tuple[Row, ...], columns: Mapping[str, Column]) -> None:
    """A cell that names another row (a city's province) must name one that is there."""
    for name, column in columns.items():
        if column.in_column is None:
            continue
        known = {row[column.in_column] for row in rows}
        for row in rows:
            if row[name] and row[name] not in known:
                raise _mistake(row.file, row.line, f"unknown {name} '{row[name]}' (no row has this {column.in_column})")


# --- word lists -----------------------------------------------------------------------------------------------------


@lru_cache
def _load_words(name: str, folder: Path | None) -> Mapping[str, tuple[str, ...]]:
    form = _described().get(name, {}).get("keys")
    words: dict[str, tuple[str, ...]] = {}
    for file in _sources(name, folder):
        closed = tuple(words) if form is None else ()
        for line, key, found in _parse_words(file):
            if closed and key not in closed:
                raise _mistake(file, line, f"unknown name '{key}' (allowed: {', '.join(closed)})")
            if form is not None and not re.fullmatch(form, key):
                raise _mistake(file, line, f"name '{key}' does not look like {form}")
            words[key] = words.get(key, ()) + found
    return words


def _parse_words(file: Path) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    try:
        root = yaml.compose(_read(file), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise _mistake(file, mark.line + 1 if mark else 1, f"not YAML: {what}") from error
    if not isinstance(root, yaml.MappingNode):
        raise _mistake(file, 1, "not a mapping (expected 'name: [word, word]' entries)")
    seen: set[str] = set()
    for key, node in root.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _mistake(file, line, "a name that is no word")
        if key.value in seen:
            raise _mistake(file, line, f"'{key.value}' stands twice; put its words into one list")
        seen.add(key.value)
        yield line, key.value, tuple(_word_list(file, line, key.value, node))


def _word_list(file: Path, line: int, key: str, node: yaml.Node) -> Iterator[str]:
    if not isinstance(node, yaml.SequenceNode):
        raise _mistake(file, line, f"'{key}' holds no list (expected '{key}: [word, word]')")
    for item in node.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.ScalarNode) or not item.value.strip():
            raise _mistake(file, line, f"'{key}' holds something other than words")
        yield item.value
