"""Whatever one page does, the run ends well: good pages are all in, each bad one is set aside with its reason."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import runner

Maker = Callable[[Path], object]

PARAGRAPHS = """<p>NANNING, Jan. 15, 2024 -- Guangxi's trade with ASEAN rose 13.9 percent to 322.6 billion yuan in 2023,
customs data showed on Monday.</p>
<p>Officials said that the region would go on opening its ports, and that firms along the border were ready to invest
in warehouses, cold stores and the roads between them in the years to come.</p>"""
PAGE = f"<html><head><title>Guangxi trade grows</title></head><body><article>{PARAGRAPHS}</article></body></html>"
CHINESE = "<p>广西与东盟的贸易额去年增长百分之十三点九，达到三千二百二十六亿元。企业计划在今后几年继续扩大投资。</p>"
NOISE = random.Random(1).randbytes(20_000)


def write_long_line(path: Path) -> None:
    with path.open("w") as file:
        file.writelines("trade grew by 3.1 billion yuan, " * 1000 for _ in range(1600))


GOOD: dict[str, Maker] = {
    "good.html": lambda path: path.write_text(PAGE),
    "sub/folder/good.HTM": lambda path: path.write_text(PAGE.replace("13.9", "14.2")),
    "gbk.html": lambda path: path.write_bytes(
        f"<html><body><article>{CHINESE * 9}</article></body></html>".encode("gbk")
    ),
    "whole gzip.html": lambda path: path.write_bytes(gzip.compress(PAGE.encode())),
}
BAD: dict[str, tuple[Maker, str]] = {
    "png.html": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE), "binary"),
    "empty.html": (lambda path: path.touch(), "empty"),
    "blank.txt": (lambda path: path.write_text(" \n\t\n"), "empty"),
    "no article.html": (lambda path: path.write_text("<html><body><nav>Home</nav></body></html>"), "no_text"),
    "line of 50 MB.txt": (write_long_line, "too_large"),
    "nested.html": (lambda path: path.write_text("<div>" * 100_000 + "deep" + "</div>" * 100_000), "too_deep"),
    "cut.html": (lambda path: path.write_bytes(gzip.compress(NOISE + PAGE.encode())[:9000]), "broken"),
    "bomb.html": (lambda path: path.write_bytes(gzip.compress(b"trade " * 30_000_000, 1)), "too_large"),
    "nul.txt": (lambda path: path.write_bytes(b"Trade grew\0 by 3 percent.\n" * 20), "binary"),
    "pipe.html": (os.mkfifo, "unreadable"),
    "dangling.html": (lambda path: path.symlink_to("nowhere.html"), "unreadable"),
}
IGNORED = ("good.json", "notes.md", "good.pdf")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse that a whole run over the folder published, gates included."""
    folder, home = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("home")
    for name, make in (GOOD | {name: make for name, (make, _) in BAD.items()}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        make(folder / name)
    for name in IGNORED:
        (folder / name).write_text(PAGE)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRADEPAGES_HOME", str(home))
        environment.setenv("TRADEPAGES_PAGES", str(folder))
        for _ in runner.run_all("night"):
            pass
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        yield con


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def test_good_pages_are_all_in(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(warehouse, "select url_decode(parse_filename(source_uri)) from marts.dim_documents")
    assert sorted(name for (name,) in found) == sorted(Path(name).name for name in GOOD)


def test_the_facts_of_good_pages_are_all_in(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(warehouse, "select change_pct from marts.fct_trade_figures where reporter = 'Guangxi' order by all")
    assert found == [(13.9,), (13.9,), (14.2,)]


def test_a_page_without_declared_character_set_is_read(warehouse: duckdb.DuckDBPyConnection) -> None:
    [(text,)] = rows(warehouse, "select text from marts.dim_documents where source_uri like '%gbk.html'")
    assert "广西与东盟的贸易额去年增长百分之十三点九" in text


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, (_, reason) in BAD.items()], ids=BAD)
def test_a_bad_page_is_set_aside_with_its_reason(warehouse: duckdb.DuckDBPyConnection, name: str, reason: str) -> None:
    query = "select reason_code, detail from raw.rejects where url_decode(parse_filename(source_uri)) = ?"
    [(found, detail)] = warehouse.execute(query, [name]).fetchall()
    assert found == reason
    assert detail


def test_every_page_has_one_visit(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(warehouse, "select outcome, count(*) from raw.page_visits group by all order by all")
    assert found == [("new", len(GOOD)), ("rejected", len(BAD))]
