"""A SQL prompt on the published warehouse that can read its tables and nothing else."""

from __future__ import annotations

import readline
from contextlib import suppress
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from ingest.errors import TradepagesError

SHOWN_ROWS = 100
HISTORY_LINES = 1000
LEAVING = {"exit", "quit", ".exit", ".quit"}
# No file but the warehouse can be read or written, nothing attached or installed, and no query can change that.
LOCKED = {"enable_external_access": "false", "lock_configuration": "true"}


def open_locked(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse for reading, shut off from everything else."""
    if not warehouse.exists():
        raise TradepagesError(f"{warehouse} is not there yet; `make run` makes it")
    return duckdb.connect(warehouse, read_only=True, config=dict(LOCKED))


def run_query(con: duckdb.DuckDBPyConnection, query: str, console: Console) -> None:
    """Run one statement and print its rows as a table."""
    try:
        result = con.sql(query)
    except duckdb.Error as error:
        raise TradepagesError(str(error)) from error
    if result is None:
        return
    table = Table(header_style="bold")
    for name in result.columns:
        table.add_column(name, overflow="fold")
    rows = result.fetchmany(SHOWN_ROWS)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
    if len(rows) == SHOWN_ROWS:
        console.print(f"The first {SHOWN_ROWS} rows; add a LIMIT or an aggregate to see others.", style="dim")


def prompt(con: duckdb.DuckDBPyConnection, history: Path, console: Console) -> None:
    """Read statements, each up to its semicolon, until the input ends."""
    console.print("Statements end with ';'. SHOW ALL TABLES; lists what there is. Ctrl-D leaves.", style="dim")
    with suppress(FileNotFoundError):
        readline.read_history_file(history)
    readline.set_history_length(HISTORY_LINES)
    while (statement := _read_statement()) is not None:
        try:
            run_query(con, statement, console)
        except TradepagesError as error:
            console.print(str(error), style="red", markup=False)
    readline.write_history_file(history)


def _read_statement() -> str | None:
    """Read lines up to a semicolon; null at the end of the input. Ctrl-C drops what was begun."""
    lines: list[str] = []
    while not "".join(lines).rstrip().endswith(";"):
        try:
            lines.append(input("   ...> " if lines else "trade> "))
        except EOFError:
            return None
        except KeyboardInterrupt:
            print()
            lines = []
        if lines and lines[-1].strip() in LEAVING:
            return None
    return "\n".join(lines)
