"""The economy at which a sentence looks without owning its figures: "In Myanmar, exports fell", "Thai customs put"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.place import Place

_FLOWS = ("exports", "imports", "balance")
_KINDS = ("country", "province")
_REACH = 5  # chunks between a place and whose office speaks


def with_setting(scene: Scene, subject: Subject, end: int) -> Subject:
    """Give a flow whose sides are not named the economy at which the sentence, or the one before it, looks."""
    if subject.is_pair and scene.context.kind(scene.context.reporter) == "province":
        leaders = any(c.key in words("leaders") for c in scene.chunks[:end])  # "The leaders agreed to raise trade"
        return replace(subject, reporter=Economy(None, "nation")) if leaders else subject
    is_open = subject.reporter is None or subject.reporter.kind == "any"
    if not is_open or subject.partners or subject.is_pair or subject.indicator not in _FLOWS or scene.before:
        return subject
    name = next(_settings(scene.chunks, end), None) or scene.context.subject
    if name is None or name in _spoken_of(scene.context):
        return subject
    return replace(subject, reporter=Economy(name), is_total=True)


def _spoken_of(context: Context) -> tuple[str | None, str | None]:
    """Give the two of whom the page spoke last: an economy among them changes nothing."""
    if context.reporter is None:
        return context.page_reporter, context.page_partner
    return context.reporter, context.partner


def _settings(chunks: Sequence[Chunk], end: int) -> Iterator[str]:
    for at in range(end):
        place = chunks[at].value
        if not isinstance(place, Place) or place.kind not in _KINDS or place.role in ("container", "dateline"):
            continue
        if _looks_there(chunks, at, place) or _speaks(chunks, at, end, place) or _begins(chunks, at, end):
            yield place.name


def _looks_there(chunks: Sequence[Chunk], at: int, place: Place) -> bool:
    """ "In neighbouring Vietnam, exports", "a different story in Vietnam, where exports"."""
    if place.role != "plain" or place.form == "adjective" or chunks[at + 1].key == "'s":
        return False
    behind = chunks[at + 1].key if chunks[at + 1].key != "," else chunks[at + 2].key
    before = at
    while before and chunks[before - 1].key in words("before_settings"):
        before -= 1
    is_site = before < at and any(c.key in ("in", "across") for c in chunks[before:at])
    return is_site and (before == 0 or behind == "where")


def _speaks(chunks: Sequence[Chunk], at: int, end: int, place: Place) -> bool:
    """ "According to Thailand's commerce ministry, exports", "Thai customs data put exports at"."""
    opening = [word for c in chunks[:at] for word in c.key.split()]
    is_office = place.role == "organisation" and len(opening) < _REACH  # "Enterprise Singapore forecasts that"
    if not is_office and not set(opening) <= {"according", "to", "the", ",", "data", "figures", "from", "of", "by"}:
        return False
    return any(
        c.key.split()[-1] in words("page_voices") or c.has("source", "forecast")
        for c in chunks[at + 1 : min(at + _REACH, end)]
    )


def _begins(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    """ "Only Vietnam bucked the trend: exports", "The Malaysian figures were no better: exports"."""
    is_first = all(c.key in ("only", "not", "so", "but", "and", "the", "as", "for") for c in chunks[:at])
    return is_first and any(c.key == ":" for c in chunks[at + 2 : end])
