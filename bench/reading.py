"""What reading costs: against cleaning the same pages, with a page's length, and on a page of five megabytes.

`make bench` runs it. Every part runs in a process of its own and meets each page once, for caches flatter whoever is
asked the same twice. Times are processor seconds, so that other work on the machine disturbs them little.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from ingest.clean import clean_page
from ingest.errors import PermanentError
from ingest.extract import extract_document
from ingest.records import Document, Page, PageRef
from ingest.settings import PROJECT_ROOT, Settings
from ingest.sources import fetch
from ingest.workers import Limits, work_through

PAGES = ("tests/gold/pages", "seeds/pages")
LENGTHS = (1, 4, 16, 64)  # times the text of one page
MOST_OF_CLEANING = 0.25  # what reading may cost against cleaning
LARGE = 5_000_000  # characters of the page that a worker reads
_FIRST = b"<html><body><article><p>Trade of China with ASEAN rose 5 percent to 3 billion yuan in 2020.</p></article>"

T = TypeVar("T")
R = TypeVar("R")


def measure_cost() -> dict[str, float]:
    """Clean and read every HTML page once; give the sums of seconds, bytes and characters."""
    paths = sorted(path for folder in PAGES for path in (PROJECT_ROOT / folder).glob("*.html"))
    pages = [fetch(PageRef("bench", path.as_uri()), Settings().max_page_bytes) for path in paths]
    start, _ = _timed(extract_document, clean_page(_page(_FIRST)))  # loads lexicons, compiles patterns
    cleaning = reading = 0.0
    read_characters = 0
    for page in pages:
        seconds, document = _timed(clean_page, page)
        cleaning += seconds
        seconds, _ = _timed(extract_document, document)
        reading += seconds
        read_characters += len(document.text)
    return {
        "pages": len(pages),
        "bytes": sum(len(page.content) for page in pages),
        "characters": read_characters,
        "cleaning": cleaning,
        "reading": reading,
        "start": start,
    }


def measure_growth() -> list[dict[str, float]]:
    """Read ever longer texts of ever new figures; give seconds and facts of each length."""
    text = _longest_text()
    extract_document(_document("Trade of China with ASEAN rose 5 percent to 3 billion yuan in 2020."))
    rows = []
    for times in LENGTHS:
        long_text = _repeated(text, times)
        seconds, facts = _timed(extract_document, _document(long_text))
        rows.append(
            {
                "times": times,
                "characters": len(long_text),
                "seconds": seconds,
                "figures": len(facts.figures),
                "events": len(facts.events),
            }
        )
    return rows


def measure_large() -> dict[str, Any]:
    """Let a worker read a page of figure sentences, within the limits of a run."""
    settings = Settings()
    sentence = (
        "Guangxi's exports to Vietnam rose 12.5 percent to 10.1 billion yuan in the first seven months of 2021.\n"
    )
    text = _repeated(sentence, LARGE // len(sentence) + 1)
    limits = Limits(settings.page_seconds, settings.worker_memory_mb, workers=1)
    started = time.monotonic()
    [(_, result)] = work_through(extract_document, [_document(text)], limits)
    outcome = str(result) if isinstance(result, PermanentError) else f"read, {len(result.figures):,} figures"
    return {
        "characters": len(text),
        "seconds": time.monotonic() - started,
        "limit": settings.page_seconds,
        "outcome": outcome,
    }


PARTS: dict[str, Callable[[], Any]] = {"cost": measure_cost, "growth": measure_growth, "large": measure_large}


def show(results: dict[str, Any], console: Console) -> None:
    """Print all results as tables."""
    cost = results["cost"]
    ratio = cost["reading"] / cost["cleaning"]
    table = Table(
        "", "seconds", "pages/s", "kB of HTML/s", "kB of text/s", title=f"{cost['pages']} HTML pages, each once"
    )
    for name in ("cleaning", "reading"):
        rates = (cost["pages"], cost["bytes"] / 1000, cost["characters"] / 1000)
        table.add_row(name, f"{cost[name]:.2f}", *(f"{rate / cost[name]:,.0f}" for rate in rates))
    console.print(table)
    met = "within" if ratio <= MOST_OF_CLEANING else "OVER"
    console.print(f"reading costs {ratio:.0%} of cleaning, {met} the {MOST_OF_CLEANING:.0%} aimed at")
    console.print(f"the first page costs {cost['start']:.1f} s more: lexicons and patterns are made ready")

    growth = Table(
        "length", "kB", "seconds", "ms per kB", "figures", "events", title="A page made longer, reading alone"
    )
    for row in results["growth"]:
        kilobytes = row["characters"] / 1000
        speed = 1000 * row["seconds"] / kilobytes
        values = (f"{row['times']}x", f"{kilobytes:,.0f}", f"{row['seconds']:.2f}", f"{speed:.2f}")
        growth.add_row(*values, str(row["figures"]), str(row["events"]))
    console.print(growth)

    large = results["large"]
    console.print(
        f"a page of {large['characters'] / 1e6:.1f} MB of figures in a worker: {large['outcome']}, "
        f"after {large['seconds']:.1f} s of at most {large['limit']} s"
    )


def _timed(function: Callable[[T], R], argument: T) -> tuple[float, R]:
    started = time.process_time()
    result = function(argument)
    return time.process_time() - started, result


def _page(content: bytes) -> Page:
    return Page("bench", "file:///page.html", content, "text/html", datetime.now(UTC))


def _document(text: str) -> Document:
    page = _page(b"")
    fields = (page.document_id, page.content_hash, page.source, page.source_uri)
    return Document(*fields, None, None, "Trade", date(2026, 6, 1), None, "en", text, page.fetched_at)


def _longest_text() -> str:
    """Give the text of the largest page that is cleaned."""
    paths = sorted((PROJECT_ROOT / PAGES[0]).glob("*.txt"), key=lambda path: path.stat().st_size)
    page = replace(_page(paths[-1].read_bytes()), content_type="text/plain")
    return clean_page(page).text


def _repeated(text: str, times: int) -> str:
    """Repeat a text with other decimals each time, so that no figure is told twice."""
    chance = random.Random(7)

    def another(_: re.Match[str]) -> str:
        return f"{10 ** chance.uniform(0, 6):.2f}"

    return "\n".join(re.sub(r"\b\d+\.\d+\b", another, text) for _ in range(times))


def _in_own_process(part: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "bench.reading", part], check=True, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, text=True
    )
    return json.loads(done.stdout)


def main(arguments: list[str]) -> None:
    """Measure one part and print JSON, or measure all and print tables."""
    if arguments:
        print(json.dumps(PARTS[arguments[0]]()))
    else:
        show({part: _in_own_process(part) for part in PARTS}, Console())


if __name__ == "__main__":
    main(sys.argv[1:])
