"""Read gold files and a warehouse, and score the one by the other.

A gold file NAME.json belongs to the document whose source_uri's last segment, less its ending, is NAME. In a gold
record {"any": [a, b]} means that either is right, and "optional": true that finding it is right and missing it is not
wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb

from ingest.errors import TradepagesError
from ingest.evaluation.likeness import any_right, same_date
from ingest.evaluation.slots import EVENTS, FIGURES, Record
from ingest.evaluation.tally import Count, Tally

_TOLD_CHARS = 120


@dataclass(slots=True)
class Score:
    """What an evaluation found. `noise` counts furniture that is gone, `body` sentences that are still there."""

    figures: Tally = field(default_factory=lambda: Tally(FIGURES))
    events: Tally = field(default_factory=lambda: Tally(EVENTS))
    pages: int = 0
    missing: int = 0
    dates: int = 0
    noise: Count = field(default_factory=Count)
    body: Count = field(default_factory=Count)
    errors: list[str] = field(default_factory=list)

    def add_page(
        self,
        page: str,
        gold: Record,
        document: Record | None,
        figures: Sequence[Record] = (),
        events: Sequence[Record] = (),
    ) -> None:
        """Count one page; `document` holds its published_on and text, and is None where it was not read."""
        self.pages += 1
        if document is None:
            self.missing += 1
            self.errors.append(f"{page} MISSING: no such document was read")
        else:
            _score_page(self, page, gold, document)
        self.figures.add_page(page, gold["figures"], figures)
        self.events.add_page(page, gold["events"], events)

    @property
    def published_on(self) -> float | None:
        """Give the share of pages whose publishing date is right."""
        return round(self.dates / self.pages, 4) if self.pages else None

    def as_dict(self) -> dict[str, Any]:
        """Give all figures, ready for JSON."""
        return {
            "pages": self.pages,
            "pages_missing": self.missing,
            "published_on_right": self.published_on,
            "noise_removed": self.noise.rate,
            "body_kept": self.body.rate,
            "figures": self.figures.as_dict(),
            "events": self.events.as_dict(),
        }


def score_warehouse(warehouse: Path, gold_folders: Iterable[Path]) -> Score:
    """Score the marts of a warehouse against all gold files of some folders."""
    gold_files = [path for folder in gold_folders for path in sorted(folder.glob("*.json"))]
    if not gold_files:
        raise TradepagesError("no gold file (*.json) lies in the folders given; name folders of annotated pages")
    if not warehouse.exists():
        raise TradepagesError(f"{warehouse} is not there; name a warehouse that a run has published")
    with duckdb.connect(warehouse, read_only=True) as con:
        query = "select document_id, source_uri, published_on, title, text from marts.dim_documents"
        documents = {_stem(row["source_uri"]): row for row in _rows(con, query)}
        figures = _by_document(_rows(con, "select * from marts.fct_trade_figures"))
        events = _by_document(_rows(con, "select * from marts.fct_event_mentions"))
    score = Score()
    for path in gold_files:
        document = documents.get(path.stem)
        key = document["document_id"] if document else None
        score.add_page(path.stem, read_gold(path), document, figures.get(key, []), events.get(key, []))
    return score


def read_gold(path: Path) -> Record:
    """Read a gold file; raises TradepagesError where it is none."""
    gold: Record = json.loads(path.read_text(encoding="utf-8"))
    for key in ("published_on", "figures", "events"):
        if key not in gold:
            raise TradepagesError(f"{path}: no gold file, for it has no key {key!r}; take it out of the folder")
    return gold


def _score_page(score: Score, page: str, gold: Record, document: Record) -> None:
    score.dates += any_right(gold["published_on"], document["published_on"], same_date)
    text = _without_spaces(document["text"])
    for string in gold.get("noise", []):
        is_gone = _without_spaces(string) not in text
        score.noise.add(is_gone)
        if not is_gone:
            score.errors.append(f"{page} NOISE LEFT {string[:_TOLD_CHARS]!r}")
    for string in gold.get("keep", []):
        is_kept = _without_spaces(string) in text
        score.body.add(is_kept)
        if not is_kept:
            score.errors.append(f"{page} BODY LOST {string[:_TOLD_CHARS]!r}")


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = con.execute(query)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _by_document(rows: list[dict[str, Any]]) -> dict[str | None, list[dict[str, Any]]]:
    grouped: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["document_id"], []).append(row)
    return grouped


def _stem(uri: str) -> str:
    path = urlsplit(uri).path if "://" in uri else uri
    return PurePosixPath(unquote(path)).name.rsplit(".", 1)[0]


def _without_spaces(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")
