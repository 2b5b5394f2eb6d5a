"""Goods that earn: "coffee earned Vietnam 5.4 billion", "Cambodian garments brought in 9.8 billion"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.gapping import gapped_subject
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.clauses import opening_phrase, scope_text
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.place import Place

_MADE = ("made", "produced", "grown", "caught")


def earned(scene: Scene, group: Group) -> Subject | None:
    """Read goods that earn a country so much as its exports; None where no country is told."""
    chunks = scene.chunks
    at = next((n for n in range(group.left, group.first) if chunks[n].key in words("earns")), None)
    if at is None or group.get("value") is None:
        return None
    goods = _goods_before(scene, group, at)
    owner = _country(chunks[at + 1])
    if owner is None and goods is not None:
        owner = _owner_before(scene, group, at) or _spoken_of(scene, group)
    if goods is None or owner is None:
        return None
    found = Subject("exports", 1, owner, (), (goods,), origin="verb", at=at)
    return replace(found, partners=_payer(scene, group, found))


def _spoken_of(scene: Scene, group: Group) -> Economy | None:
    """Take whose page it is for goods that earn abroad: "Garments made in the Kingdom fetched 8.35 billion abroad"."""
    value = group.get("value")
    behind = [c.key for c in scene.chunks[value.at + 1 : value.at + 4]] if value else []
    sold_abroad = "abroad" in behind or "overseas" in behind or "world" in behind
    return Economy(scene.context.page_reporter) if sold_abroad and scene.context.page_reporter else None


def _country(chunk: Chunk) -> Economy | None:
    """Give the country that a chunk names."""
    place = chunk.value
    if not isinstance(place, Place) or place.kind != "country" or place.role != "plain":
        return None
    return Economy(place.name) if place.form != "adjective" else None


def _goods_before(scene: Scene, group: Group, verb: int) -> str | None:
    """Find the goods that are the subject of the verb."""
    chunks = scene.chunks
    owner = next((n for n in range(verb - 1, group.left - 1, -1) if chunks[n].kind == "place"), None)
    opening = opening_phrase(chunks, verb) if group.left == 0 else None
    made = next((n for n in range(opening[0], verb) if chunks[n].key in _MADE), None) if opening else None
    if opening and made is not None and any(c.has("scope:nouns") for c in chunks[opening[0] : made]):
        return scope_text(chunks, opening[0], made)  # "garments made in the Kingdom"
    found = opening if opening and opening[1] == verb else gapped_subject(chunks, group.left, verb) or opening
    start = found[0] if found else group.left
    if owner is not None and owner >= start:
        start = owner + 1
    if owner is None and found is None:
        return None
    is_goods = any(c.has("scope:nouns") for c in chunks[start:verb]) and not heads_in(chunks, start, verb)
    return scope_text(chunks, start, verb) if is_goods else None


def _owner_before(scene: Scene, group: Group, verb: int) -> Economy | None:
    """Find whose goods they are: "Vietnam's coffee fetched", "Cambodian garments brought in"."""
    for n in range(verb - 1, group.left - 1, -1):
        place = scene.chunks[n].value
        if isinstance(place, Place) and place.kind == "country":
            owned = place.form == "adjective" or scene.chunks[n + 1].key == "'s"
            return Economy(place.name) if owned else None
        if scene.chunks[n].key in (",", ";", "while"):
            return None
    return None


def _payer(scene: Scene, group: Group, subject: Subject) -> tuple[Economy, ...]:
    """Find who paid: "earned 300 million in China", or who was told to buy."""
    behind = scene.chunks[group.last + 1 : group.last + 3]
    if len(behind) == 2 and behind[0].key in ("in", "from") and (payer := economy_at(scene.chunks, group.last + 2)):
        return (payer,) if payer.name and payer != subject.reporter else ()
    chunks, before = scene.chunks, scene.before
    for n in range(group.left + 1, subject.at):
        if chunks[n].has("verb:imports") and (buyer := economy_at(chunks, n - 1)) and buyer.name:
            return (buyer,) if buyer != subject.reporter else ()  # "the goods China bought most; rubber earned"
    buys = before is not None and before.indicator == "imports" and before.reporter not in (None, subject.reporter)
    return (before.reporter,) if buys and before is not None and before.reporter is not None else ()
