"""Reading: a document in, the trade figures and events that it states out. Knows nothing of where pages come from."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.events import read_events
from ingest.extract.figures import read_figures
from ingest.records import Document, Event, TradeFigure


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document states."""

    figures: list[TradeFigure]
    events: list[Event]


def extract_document(document: Document) -> Extraction:
    """Read the figures and events of a document."""
    events = read_events(document)
    return Extraction(read_figures(document, events).figures, events)
