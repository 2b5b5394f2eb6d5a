"""Whether a night of ten thousand pages costs ten times one of a thousand: processor time and memory of each step.

`make bench-scale` runs it. A site on this machine serves generated pages, and the run is that of the command line: the
steps, dbt, the gates, publishing and the report. Each size runs in a process and a home of its own. The rate is pages
per second of processor time (this process and its children; not the site's), so that other work on the machine
disturbs it little. Memory is the resident memory of the run's whole tree of processes; what they share counts for each.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from ingest.settings import PROJECT_ROOT

SIZES = (1_000, 10_000)  # pages
MOST_MEMORY = 1_000_000_000  # bytes
MOST_LOSS = 0.10  # of the rate, from the first size to the last
PAUSE = 0.1  # seconds between two looks at the memory
# Steps that work on pages one by one; the others work on the whole warehouse and have a cost that no page pays for.
EACH_PAGE = ("land_pages", "clean_pages", "extract_facts")


@dataclass
class Cost:
    """What a step cost over all its batches: seconds, processor seconds, and the most bytes that were resident."""

    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


class Watch:
    """Looks at the memory of this process and its children, in a thread of its own."""

    def __init__(self) -> None:
        self.process = psutil.Process()
        self.most = 0
        threading.Thread(target=self._look, daemon=True).start()

    def take(self) -> int:
        """Give the most bytes that were resident since the last call."""
        most, self.most = max(self.most, self._resident()), 0
        return most

    def _look(self) -> None:
        while True:
            self.most = max(self.most, self._resident())
            time.sleep(PAUSE)

    def _resident(self) -> int:
        total = 0
        for process in [self.process, *self.process.children(recursive=True)]:
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:  # it has ended between the two lines
                continue
        return total


def measure(root: str) -> dict[str, Any]:
    """Run everything once over the pages of a site; give what each step cost, and what the run brought."""
    from ingest import runner, steps
    from ingest.run import RunFolder
    from ingest.settings import Settings

    costs: dict[str, Cost] = {}
    watch = Watch()
    began, cpu, name = time.monotonic(), _cpu(), "start"

    def finish() -> None:
        nonlocal began, cpu
        cost = costs.setdefault(name, Cost())
        cost.seconds += time.monotonic() - began
        cost.cpu += _cpu() - cpu
        cost.memory = max(cost.memory, watch.take())
        began, cpu = time.monotonic(), _cpu()

    for step in runner.run_all("scale"):
        finish()
        name = step.name
    finish()
    brought = steps.summarise_run(str(RunFolder.named(Settings().build, "scale").path))
    size = Settings().warehouse.stat().st_size
    return {"costs": {name: asdict(cost) for name, cost in costs.items()}, "brought": brought, "bytes": size}


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


@contextmanager
def site_of(pages: int) -> Iterator[str]:
    """Start a site of so many pages in a process of its own; give its address."""
    command = [sys.executable, "-m", "bench.site", str(pages)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def run(pages: int) -> dict[str, Any]:
    """Measure a run over a site of so many pages, in a process and a home of its own."""
    with tempfile.TemporaryDirectory(prefix="tradepages-scale-") as home, site_of(pages) as root:
        entry = {"name": "gazette", "kind": "sitemap", "url": f"{root}/sitemap.xml", "max_pages": pages}
        sources = Path(home, "sources.yml")
        sources.write_text(json.dumps({"sources": [{**entry, "delay": 0, "allow_private": True}]}))
        settings = {"TRADEPAGES_HOME": home, "TRADEPAGES_SOURCES": str(sources), "TRADEPAGES_PAGES": ""}
        done = subprocess.run(
            [sys.executable, "-m", "bench.scale", "--measure", root],
            check=True,
            stdout=subprocess.PIPE,
            cwd=PROJECT_ROOT,
            env=os.environ | settings,
            text=True,
        )
    return json.loads(done.stdout.splitlines()[-1]) | {"pages": pages}


def show(results: list[dict[str, Any]], console: Console) -> bool:
    """Print a table of each size, and the verdict; say whether the bounds were kept."""
    for result in results:
        _show_steps(result, console)
    rates = {"the whole run": [_rate(result) for result in results]}
    rates["fetching, cleaning, reading"] = [_rate(result, EACH_PAGE) for result in results]
    most = max(cost["memory"] for result in results for cost in result["costs"].values())
    is_kept = most < MOST_MEMORY
    console.print(f"memory: at most {most / 1e6:,.0f} MB; the bound is {MOST_MEMORY / 1e6:,.0f} MB: {_told(is_kept)}")
    for name, (first, *_, last) in rates.items() if len(results) > 1 else []:
        loss = 1 - last / first
        is_kept &= loss < MOST_LOSS
        console.print(
            f"{name}: {first:.1f}, then {last:.1f} pages per second and core, {-loss:+.1%}; "
            f"the bound is -{MOST_LOSS:.0%}: {_told(loss < MOST_LOSS)}"
        )
    return is_kept


def _show_steps(result: dict[str, Any], console: Console) -> None:
    brought = result["brought"]
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in brought["pages"].items())
    facts = f"{brought['figures']:,} figures, {brought['events']:,} events"
    title = f"{result['pages']:,} pages: {told}; {facts}; warehouse {result['bytes'] / 1e6:,.0f} MB"
    table = Table("step", "seconds", "cpu seconds", "ms a page", "pages/s/core", "MB", title=title)
    total = Cost()
    for name, cost in result["costs"].items():
        _add_row(table, name, Cost(**cost), result["pages"])
        total = Cost(total.seconds + cost["seconds"], total.cpu + cost["cpu"], max(total.memory, cost["memory"]))
    table.add_section()
    _add_row(table, "all", total, result["pages"])
    console.print(table)


def _add_row(table: Table, name: str, cost: Cost, pages: int) -> None:
    rate = f"{pages / cost.cpu:,.1f}" if cost.cpu >= 0.05 else ""
    milliseconds = 1000 * cost.cpu / pages
    table.add_row(
        name, f"{cost.seconds:.1f}", f"{cost.cpu:.1f}", f"{milliseconds:.2f}", rate, f"{cost.memory / 1e6:,.0f}"
    )


def _rate(result: dict[str, Any], steps: tuple[str, ...] | None = None) -> float:
    cpu = sum(cost["cpu"] for name, cost in result["costs"].items() if steps is None or name in steps)
    return float(result["pages"] / cpu)


def _told(is_kept: bool) -> str:
    return "kept" if is_kept else "NOT KEPT"


def main(arguments: list[str]) -> int:
    """Measure both sizes, or those that are named; give 1 where a bound was not kept."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(arguments[1])))
        return 0
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    return 0 if show([run(pages) for pages in sizes], Console()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
