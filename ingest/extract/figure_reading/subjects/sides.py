"""The other side where the rest of the sentence tells it: behind a list, before "with it", in the whole of a share."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.groups import Group, run_of
from ingest.extract.figure_reading.heads import noun_heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import economy_at, economy_list, is_inside, is_possessive
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.wholes import whole_of

_PREPOSITIONS = ("with", "to", "from")


def of_whole(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Take the sides of the whole for its part: "General trade was 5 billion, or 48 percent of trade with ASEAN"."""
    share = group.get("share")
    if share is None or subject.reporter or subject.partners or subject.is_pair or not subject.scopes:
        return subject
    start, end = whole_of(scene.chunks, share)
    heads = noun_heads_in(scene.chunks, start, end)
    whole = noun_subject(scene.chunks, heads[0], start, end) if heads else None
    if whole is None or not whole.partners or whole.indicator != subject.indicator:
        return subject
    return replace(subject, reporter=whole.reporter, partners=whole.partners)


def with_dealt(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read "surpluses of 13.4 and 8.8 billion with the United States and the EU, respectively"."""
    run = run_of(scene.groups, scene.groups.index(group))
    last = scene.groups[run[-1]].last
    if len(run) < 2 or subject.partners or last + 2 >= len(scene.chunks) or not scene.is_dealt_out(run):
        return subject
    if scene.chunks[last + 1].key not in _PREPOSITIONS:
        return subject
    named, _ = economy_list(scene.chunks, last + 2, len(scene.chunks))
    return replace(subject, partners=tuple(named)) if len(named) == len(run) else subject


def with_side(scene: Scene, subject: Subject, head: int, group: Group) -> Subject:
    """Read "On the import side, China led with 68.9 million": who leads is the partner."""
    if not any(c.key.split()[-1] in ("side", "front") for c in scene.chunks[head : min(head + 2, group.first)]):
        return subject
    named = [
        e
        for n in range(head + 1, group.first)
        if (e := economy_at(scene.chunks, n)) is not None
        and e.name
        and not e.is_adjective
        and not is_possessive(scene.chunks, n)
        and not is_inside(scene.chunks, n, head)
    ]
    if len(named) != 1 or named[0].name == scene.context.page_reporter:
        return subject
    return replace(subject, reporter=None, partners=(named[0],))


def with_antecedent(scene: Scene, subject: Subject) -> Subject:
    """Read "China took the lion's share: border trade with it climbed": it is whom the sentence names before."""
    if scene.before is not None or [p.kind for p in subject.partners] != ["any"]:
        return subject
    for n in range(subject.at - 1, -1, -1):
        economy = economy_at(scene.chunks, n)
        if economy is None or not economy.name or economy.is_adjective or is_possessive(scene.chunks, n):
            continue
        is_other = economy.name not in (scene.context.reporter, subject.reporter and subject.reporter.name)
        return replace(subject, partners=(economy,)) if is_other and not is_inside(scene.chunks, n, 0) else subject
    return subject
