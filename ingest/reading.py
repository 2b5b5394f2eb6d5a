"""Read one page from the command line: clean it, extract its facts, within the limits of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.clean import clean_page
from ingest.errors import PermanentError, TradepagesError
from ingest.records import Document, Event, PageRef, TradeFigure
from ingest.settings import Settings
from ingest.sources import fetch
from ingest.workers import Limits, work_through

if TYPE_CHECKING:
    from ingest.extract.explain import Explanation

T = TypeVar("T")
R = TypeVar("R")


def read_document(path: Path, settings: Settings) -> Document:
    """Clean one file; raises TradepagesError with the reason where a run would set the page aside."""
    try:
        page = fetch(PageRef("command-line", path.resolve().as_uri()), settings.max_page_bytes)
    except PermanentError as error:
        raise TradepagesError(f"{path}: {error}") from error
    return _read(clean_page, page, path, settings)


def read_facts(document: Document, settings: Settings) -> tuple[list[TradeFigure], list[Event]]:
    """Read the facts out of one document."""
    from ingest.extract import extract_document

    extraction = _read(extract_document, document, Path(document.source_uri), settings)
    return list(extraction.figures), list(extraction.events)


def explain_facts(document: Document, settings: Settings) -> list[Explanation]:
    """Say of each sentence of a document what was recognised in it and what became of it."""
    from ingest.extract.explain import explain_document

    return _read(explain_document, document, Path(document.source_uri), settings)


def _read(function: Callable[[T], R], item: T, place: Path, settings: Settings) -> R:
    limits = Limits(settings.page_seconds, settings.worker_memory_mb, workers=1)
    [(_, result)] = work_through(function, [item], limits)
    if isinstance(result, PermanentError):
        raise TradepagesError(f"{place}: {result}")
    return result
