"""Investment told by the one who takes it in: "Vietnam attracted 18 billion in", "among investors in Laos"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.context import WORLD
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list, is_inside
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.verbs import clause_subject
from ingest.extract.figure_reading.words import words

ALL = Economy(WORLD)
_NAMED = ("place", "country", "state", "province", "city", "prefecture", "group")


def is_taken_in(subject: Subject) -> bool:
    """Say whether investment of all the world in an economy is told, beside which others are investors."""
    return subject.indicator == "investment" and subject.reporter == ALL and bool(subject.partners)


def taken_in(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Turn "Vietnam attracted 18 billion in foreign investment from Japan" round: the subject is the host."""
    chunks, host = scene.chunks, subject.reporter
    if subject.indicator != "investment" or host is None or host.kind not in (*_NAMED, "any") or subject.partners:
        return subject
    at = next((n for n in range(group.left, group.right) if chunks[n].key in words("receives")), None)
    if at is None or host.is_adjective:
        return subject
    if chunks[at + 1].key == "by" and economy_at(chunks, at + 2) == host:  # "approved by Cambodia"
        investor = clause_subject(chunks, group.left, group.first)
        return replace(subject, reporter=investor or ALL, partners=(host,), is_total=False)
    opening = chunks[group.left : at]
    named = [n for n in range(len(opening)) if economy_at(opening, n) == host]
    if at > group.first or not named or any(c.key == "," for c in opening[named[-1] :]):
        return subject
    investors = _behind(scene, at, group.right, ("from", "by"))
    if host.kind == "any":
        host = Economy(scene.context.resolve(host))
    investors = (
        investors
        or [e for n in range(at + 1, _clause_end(scene, group)) if (e := economy_at(chunks, n)) and e.is_adjective][:1]
    )  # "licensed 745 Chinese projects"
    return replace(subject, reporter=investors[0] if investors else ALL, partners=(host,), is_total=False)


def _clause_end(scene: Scene, group: Group) -> int:
    """Give where the clause of an amount ends: at the first comma behind it."""
    return next((n for n in range(group.last + 1, group.right) if scene.chunks[n].key in (",", ";")), group.right)


def _behind(scene: Scene, start: int, end: int, prepositions: tuple[str, ...]) -> list[Economy]:
    """Give the economies behind the first such preposition."""
    for n in range(start, end):
        if scene.chunks[n].key in (",", ";", "while"):
            break
        if scene.chunks[n].key in prepositions:
            named, _ = economy_list(scene.chunks, n + 1, end)
            if named and named[0].kind in _NAMED:
                return named
    return []


def among_investors(scene: Scene, group: Group) -> Subject | None:
    """Read "Among foreign investors in Vietnam, Singapore ranked first with 6.5 billion": it invests there."""
    chunks = scene.chunks
    at = next((n for n in range(group.left, group.first) if chunks[n].key in ("investor", "investors")), None)
    if at is None or (group.get("change") is not None and group.get("value") is None):
        return None
    hosts = _behind(scene, at + 1, group.first, ("in", "of", "into", "to", "for"))
    owner = next((e for n in range(group.left, at) if chunks[n + 1].key == "'s" and (e := economy_at(chunks, n))), None)
    host = hosts[0] if hosts else owner
    if host is None and scene.before is None and chunks[at].key == "investors":
        own = scene.context.page_reporter  # "Singapore topped the list of investors with"
        host = Economy(own) if own else None
    named = [
        e
        for n in range(group.left, group.first)
        if (e := economy_at(chunks, n)) is not None and e.kind == "place" and e != host and not is_inside(chunks, n, 0)
    ]
    if host is None or not named or any(c.key in words("companies") for c in chunks[at + 1 : group.first]):
        return None
    return Subject("investment", 1, named[0], (host,), origin="noun", at=at)
