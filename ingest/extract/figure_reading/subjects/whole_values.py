"""Amounts of the whole that a share is of: "31 percent of the sector's total earnings of 1.84 billion"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import noun_heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words


def told_of_whole(scene: Scene, number: int, group: Group) -> Subject | None:
    """Read "25.6 percent of the Kingdom's international trade, which was worth 27.7 billion": the whole goes on."""
    share = scene.groups[number - 1].get("share") if number else None
    if share is None:
        return _whole_of_fraction(scene, number, group)
    start, end = whole_of(scene.chunks, share)
    at_once = group.left == group.first == end > start - 1
    opening = [c.key for c in scene.chunks[group.left : group.left + 2]]
    if not (at_once or opening in ([",", "which"], [",", "that"])):
        return None
    heads = noun_heads_in(scene.chunks, start, end)
    if heads and (not at_once or scene.chunks[end - 1].key == "of"):
        return noun_subject(scene.chunks, heads[-1], start, end)
    return _whole_of_part(scene.before) if at_once and not heads else None


def _whole_of_fraction(scene: Scene, number: int, group: Group) -> Subject | None:
    """Read "3.3 billion, or nearly half of Vietnam's fruit exports of 7.1 billion": the goods of the whole."""
    told = scene.groups[number - 1] if number else None
    if told is None or told.head_after is None or scene.chunks[group.first - 1].key != "of":
        return None
    between = scene.chunks[told.last + 1 : told.head_after]
    is_whole = group.left == told.head_after + 1 == group.first - 1 and any(
        c.key in words("fractions") for c in between
    )
    return noun_subject(scene.chunks, told.head_after, told.last + 1, group.first) if is_whole else None


def _whole_of_part(part: Subject | None) -> Subject | None:
    """Give the whole of a partner's or some goods' part: "571 million, 31 percent of the sector's earnings of"."""
    if part is None or not (part.partners or part.scopes):
        return None
    if part.partners:
        return replace(part, partners=(), is_total=True, origin="continued")
    return replace(part, scopes=(), origin="continued")


def whole_reporter(scene: Scene, group: Group) -> Economy | None:
    """Take the owner of the whole for its shares: "11.8 percent of its trade, against 9.9 for that with the EU"."""
    for earlier in scene.groups:
        share = earlier.get("share")
        if share is None or earlier is group:
            break
        start, end = whole_of(scene.chunks, share)
        owner = next((e for n in range(start, end) if (e := economy_at(scene.chunks, n)) is not None), None)
        if owner is not None:
            return owner
    return None
