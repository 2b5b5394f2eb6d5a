"""Parts told behind their amount: "742 million from Japan", "1.71 billion of it via Hteekhee", "5 billion by sea"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.context import ABROAD, border_towns
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.modes import mode_behind
from ingest.extract.figure_reading.quantities.quantity import skip_soft
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, gate_name
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.told_parts import part_behind
from ingest.extract.figure_reading.subjects.verbs import with_goods_behind
from ingest.extract.figure_reading.words import words


def with_right(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Take another partner from behind the amount: "and 742 million from Japan"."""
    value = group.get("value")
    taker = _taking_it(scene, group)
    if subject.indicator in ABROAD and (investor := _relative_owner(scene, group)) is not None:
        return replace(subject, reporter=investor, is_total=False, origin="gapped")
    if taker is not None and subject.indicator not in ABROAD:
        return replace(subject, partners=(taker,), is_total=False, origin="gapped")
    if value is not None and subject.scopes:
        other = with_goods_behind(scene.chunks, subject, value.at, group.right)
        if other != subject:
            return replace(other, origin="gapped")
    part = _mode_behind(scene, group) or gate_behind(scene, group) or _rest_behind(scene, group)
    if part is not None:
        return replace(subject, scopes=(part,), origin="gapped")
    if value is None and (side := _those_behind(scene, group)) is not None:
        return replace(subject, partners=(side,), origin="gapped")
    if value is None and group.get("share") is None:
        return subject
    return part_behind(scene, group, subject) or subject


def _mode_behind(scene: Scene, group: Group) -> str | None:
    """Read how a part moved: "5 billion by sea", "including 430 billion yuan via market procurement trade"."""
    at = group.last + 1
    if at >= group.right:
        return None
    behind = scene.chunks[at]
    if behind.key.startswith("by ") and behind.has("scope:modes"):
        return behind.key
    told = mode_behind(scene.chunks, at, group.right)
    return told[0] if told else None


def _rest_behind(scene: Scene, group: Group) -> str | None:
    """Read what the rest is: "and the rest, 11.9 billion yuan, were international projects"."""
    at = group.last + 1
    at += at < group.right and scene.chunks[at].key == ","
    if at + 1 >= group.right or scene.chunks[at].key not in ("was", "were", "is", "are", "being", "covered"):
        return None
    is_part = scene.chunks[at + 1].has("scope:modes", "scope:enterprises")  # "12 billion yuan was bonded logistics"
    if is_part:
        return scene.chunks[at + 1].key
    if not any(c.key in words("rests") for c in scene.chunks[group.left : group.first]):
        return None
    end = next((n for n in range(at + 1, group.right) if scene.chunks[n].kind == "mark"), group.right)
    return " ".join(c.key for c in scene.chunks[at + 1 : end] if c.kind in ("word", "phrase")) or None


def _relative_owner(scene: Scene, group: Group) -> Economy | None:
    """Find the investor of "behind Singapore, which realised 9.2 billion"."""
    at = skip_soft(scene.chunks, group.first)
    if at < 3 or scene.chunks[at - 1].key not in ("which", "who") or scene.chunks[at].key not in words("investing"):
        return None
    place = at - 2 - (scene.chunks[at - 2].key == ",")
    return economy_at(scene.chunks, place) if scene.chunks[place].kind == "place" else None


def _taking_it(scene: Scene, group: Group) -> Economy | None:
    """Find who takes a part: "maize, worth 320 million, went mainly to Thailand, which took 210 million"."""
    at = skip_soft(scene.chunks, group.first)
    if at < 3 or scene.chunks[at].key not in words("taking") or scene.chunks[at - 1].key not in ("which", "who"):
        return None
    place = at - 2 - (scene.chunks[at - 2].key == ",")
    return economy_at(scene.chunks, place) if scene.chunks[place].kind == "place" else None


def gate_behind(scene: Scene, group: Group) -> str | None:
    """Find the gate of "1.71 billion of it via Hteekhee"."""
    near = range(group.last + 1, min(group.last + 4, group.right - 1))
    at = next((n for n in near if scene.chunks[n].key in ("via", "through") or _is_at_town(scene, n)), None)
    between = ("of", "it", "that", "which", "this", "them", "went", "passed", "moved", "came", "was", "were", "handled")
    if at is None or any(c.key not in between for c in scene.chunks[near[0] : at]):
        return None
    start = at + 1 + (scene.chunks[at + 1].key == "the")
    return gate_name(scene.chunks, start) or None


def _is_at_town(scene: Scene, at: int) -> bool:
    """Say whether "at" leads to a border town."""
    return scene.chunks[at].key == "at" and scene.chunks[at + 1].key in border_towns()


def _those_behind(scene: Scene, group: Group) -> Economy | None:
    """Find the other partner of "and a 2 percent gain in those to Japan"."""
    near = range(group.last + 1, min(group.last + 5, group.right - 2))
    at = next((n for n in near if scene.chunks[n].key in ("those", "that")), None)
    if at is None or scene.chunks[at + 1].key not in ("to", "from", "with"):
        return None
    economy = economy_at(scene.chunks, at + 2)
    return economy if economy is not None and economy.kind == "place" else None
