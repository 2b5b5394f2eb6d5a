"""Run all steps in this process, one after another: the night without its scheduler."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal

from ingest import steps, transform
from ingest.errors import TradepagesError
from ingest.run import RunFolder
from ingest.settings import Settings

GATES: dict[str, Literal["staging", "marts"]] = {"staging": "staging", "marts": "marts"}  # layers with checks behind


BatchStep = Callable[[str], str]
READING: list[BatchStep] = [steps.clean_pages, steps.extract_facts]


@dataclass(frozen=True, slots=True)
class Step:
    """A step that begins; `total` is null until the number of batches is known."""

    name: str
    number: int
    total: int | None


def run_all(run_id: str, *, with_checks: bool = True) -> Iterator[Step]:
    """Run every step and publish; give each step when it begins.

    Without checks nothing stops at the gates and no data docs are written: for scoring, where the data are judged
    against annotated pages.
    """
    yield Step("prepare_run", 0, None)
    run_dir = steps.prepare_run(run_id)
    yield Step("discover_pages", 1, None)
    batches = steps.discover_pages(run_dir)
    yield from _work_off(run_dir, batches, [steps.land_pages, *READING], with_checks)


def replay(run_id: str, since: str | None = None) -> Iterator[Step]:
    """Rebuild the warehouse from what has landed, with the rules as they are now; give each step as it begins.

    With `since` (ISO 8601) what landed before stays as it was read then.
    """
    yield Step("prepare_run", 0, None)
    run_dir = steps.prepare_run(run_id, from_nothing=since is None)
    yield Step("take_landed", 1, None)
    batches = steps.take_landed(run_dir, since)
    yield from _work_off(run_dir, batches, READING, with_checks=True)


def _work_off(run_dir: str, batches: list[str], each: list[BatchStep], with_checks: bool) -> Iterator[Step]:
    """Take every batch through some steps, then the whole run through all that follows."""
    after = _after_extraction(run_dir, with_checks)
    total = 2 + len(each) * len(batches) + len(after)
    number = count(2)
    for path in batches:
        for step in each:
            yield Step(step.__name__, next(number), total)
            path = step(path)
    for name, action in after:
        yield Step(name, next(number), total)
        action()


@contextmanager
def fresh_home(folders: Sequence[Path]) -> Iterator[Path]:
    """Give an empty home of its own, with these folders of pages as its sources; it is gone after the block."""
    for folder in folders:
        if not folder.is_dir():
            raise TradepagesError(f"{folder} is not a folder; name folders of annotated pages")
    entries = [{"name": f"pages-{n}", "kind": "folder", "path": str(f.resolve())} for n, f in enumerate(folders, 1)]
    with tempfile.TemporaryDirectory(prefix="tradepages-") as name:
        home = Path(name)
        sources_file = home / "sources.yml"
        sources_file.write_text(json.dumps({"sources": entries}))  # JSON is YAML
        variables = {"TRADEPAGES_HOME": name, "TRADEPAGES_SOURCES": str(sources_file), "TRADEPAGES_PAGES": ""}
        with _environment(variables):
            yield home


def check_layer(run_dir: str, layer: str) -> str:
    """Run the gate behind a layer; raises TradepagesError with the rows in question where a critical check fails."""
    from expectations import run_gate

    gate = GATES.get(layer)
    if gate is None:
        raise TradepagesError(f"there is no gate {layer!r}; the gates are {' and '.join(GATES)}")
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it tells of each temporary folder
    run = RunFolder(Path(run_dir))
    result = run_gate(gate, run.warehouse, run.run_id, run.data_docs)
    result.raise_if_critical()
    return f"{result.passed} of {result.total} checks passed, {len(result.warnings)} warnings"


def publish_report() -> str:
    """Write the report page of the published warehouse; gives its path."""
    from reports import build_report

    settings = Settings()
    return str(build_report(settings.warehouse, settings.report))


def _after_extraction(run_dir: str, with_checks: bool) -> list[tuple[str, Callable[[], object]]]:
    """Give the steps that follow when all batches are read, with their names."""
    chain: list[tuple[str, Callable[[], object]]] = [("load_raw", partial(steps.load_raw, run_dir))]
    for layer in transform.LAYERS:
        chain.append((f"build_{layer}", partial(transform.build_layer, run_dir, layer)))
        if with_checks and layer in GATES:
            chain.append((f"check_{layer}", partial(check_layer, run_dir, layer)))
    chain.append(("publish_warehouse", partial(steps.publish_warehouse, run_dir)))
    if with_checks:
        chain.append(("publish_report", publish_report))
    return chain


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
