"""What cleaning costs and how right it is, beside bare trafilatura on the same HTML pages.

`make bench` runs it. Each tool meets each page once, in a fresh process, for caches flatter whoever is asked twice; the
processes of all tools take turns for some rounds, and the middle round counts. Times are processor seconds. All tools
get bytes, and first a page that is not counted, for what is loaded at the first use.

Two sets of pages: annotated ones, of which short strings are known that belong to the article and that do not, and made
ones of the size and build of newspaper pages, of which the whole article is known.
"""

from __future__ import annotations

import json
import logging
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import trafilatura
from rich.console import Console
from rich.table import Table

from bench.newspaper import make_page
from ingest.clean import clean_page
from ingest.errors import PermanentError
from ingest.evaluation import read_gold
from ingest.records import Page
from ingest.settings import PROJECT_ROOT

Score = Callable[[Sequence[str]], float]

ANNOTATED = {"tests/gold/pages": "tests/gold/pages", "seeds/pages": "tests/gold/sample"}  # pages: their annotations
MADE = 60
ROUNDS = 7
WORD = re.compile(r"\w+")
FIRST = make_page(1_000).html.encode()
AIMS = {"trafilatura, text": 1.0, "trafilatura, text and metadata": 1.4}  # times its pages a second


def _ours(content: bytes) -> str:
    try:
        return clean_page(Page("bench", "file:///page.html", content, "text/html", datetime.now(UTC))).text
    except PermanentError:
        return ""


def _text_alone(content: bytes) -> str:
    return trafilatura.extract(content, fast=True) or ""


def _text_and_metadata(content: bytes) -> str:
    found = trafilatura.bare_extraction(content, fast=True, with_metadata=True)
    return getattr(found, "text", None) or ""


TOOLS: dict[str, Callable[[bytes], str]] = {
    "tradepages": _ours,
    "trafilatura, text": _text_alone,
    "trafilatura, text and metadata": _text_and_metadata,
}


def measure(tool: str, pages: str) -> dict[str, float]:
    """Let a tool read a set of pages, each once; give its seconds, the number and bytes of the pages, and the F1."""
    logging.disable(logging.CRITICAL)
    contents, score = SETS[pages]()
    TOOLS[tool](FIRST)
    started = time.process_time()
    texts = [TOOLS[tool](content) for content in contents]
    seconds = time.process_time() - started
    return {"seconds": seconds, "pages": len(contents), "bytes": sum(map(len, contents)), "f1": score(texts)}


def annotated_pages() -> tuple[list[bytes], Score]:
    """Give the annotated HTML pages, and what scores texts by their annotations."""
    found = [
        (path.read_bytes(), read_gold(PROJECT_ROOT / gold / f"{path.stem}.json"))
        for pages, gold in ANNOTATED.items()
        for path in sorted((PROJECT_ROOT / pages).glob("*.html"))
    ]
    return [content for content, _ in found], partial(strings_f1, annotations=[gold for _, gold in found])


def made_pages() -> tuple[list[bytes], Score]:
    """Give pages that were made, and what scores texts by their articles."""
    pages = [make_page(number) for number in range(MADE)]
    return [page.html.encode() for page in pages], partial(words_f1, articles=["\n".join(page.lines) for page in pages])


SETS: dict[str, Callable[[], tuple[list[bytes], Score]]] = {"annotated": annotated_pages, "made": made_pages}


def strings_f1(texts: Sequence[str], annotations: Sequence[dict[str, Any]]) -> float:
    """Score texts by the strings that belong to their articles (`keep`) and those that do not (`noise`)."""
    right = wrong = lost = 0
    for text, gold in zip(texts, annotations, strict=True):
        bare = "".join(text.split())
        kept = ["".join(string.split()) in bare for string in gold.get("keep", [])]
        right, lost = right + sum(kept), lost + len(kept) - sum(kept)
        wrong += sum("".join(string.split()) in bare for string in gold.get("noise", []))
    return 2 * right / (2 * right + wrong + lost)


def words_f1(texts: Sequence[str], articles: Sequence[str]) -> float:
    """Score texts by the words of their articles; each page counts the same."""
    scores = []
    for text, article in zip(texts, articles, strict=True):
        words, wanted = Counter(WORD.findall(text)), Counter(WORD.findall(article))
        scores.append(2 * (words & wanted).total() / (words.total() + wanted.total()))
    return statistics.mean(scores)


def show(pages: str, results: dict[str, list[dict[str, float]]], console: Console) -> None:
    """Print a table of all tools on one set of pages, and whether the aims are met."""
    ours = [row["seconds"] for row in results["tradepages"]]
    first = results["tradepages"][0]
    size = first["bytes"] / first["pages"] / 1000
    title = f"{first['pages']} {pages} HTML pages of {size:.0f} kB, each once; middle of {ROUNDS} rounds"
    table = Table("", "pages/s", "slowest", "fastest", "F1", title=title)
    for tool, rows in results.items():
        rates = [row["pages"] / row["seconds"] for row in rows]
        told = (statistics.median(rates), min(rates), max(rates))
        table.add_row(tool, *(f"{rate:.0f}" for rate in told), f"{rows[0]['f1']:.4f}")
    console.print(table)
    for tool, aim in AIMS.items():
        # Neighbours in time are compared, for a machine with other work is now faster, now slower.
        ratio = statistics.median(row["seconds"] / own for row, own in zip(results[tool], ours, strict=True))
        is_met = ratio >= aim and first["f1"] > results[tool][0]["f1"]
        console.print(
            f"{ratio:.2f} times as fast as {tool}, {'as' if is_met else 'NOT as'} aimed at ({aim}, higher F1)"
        )


def _in_own_process(tool: str, pages: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.cleaning", tool, pages]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(arguments: list[str]) -> None:
    """Measure one tool on one set of pages and print JSON, or all on all and print tables."""
    if arguments:
        print(json.dumps(measure(*arguments)))
        return
    for pages in ("annotated", "made"):
        results: dict[str, list[dict[str, float]]] = {tool: [] for tool in TOOLS}
        for _ in range(ROUNDS):
            for tool, rows in results.items():
                rows.append(_in_own_process(tool, pages))
        show(pages, results, Console())


if __name__ == "__main__":
    main(sys.argv[1:])
