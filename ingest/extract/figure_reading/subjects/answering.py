"""Figures told again in the order of those told last: "the former", "the corresponding figures were", "against"."""

from __future__ import annotations

from ingest.extract.figure_reading.context import WORLD, Told
from ingest.extract.figure_reading.gapping import ANSWERED, answers
from ingest.extract.figure_reading.groups import run_of
from ingest.extract.figure_reading.heads import heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words


def dealt_again(scene: Scene, number: int) -> Subject | None:
    """Read "The figures for 2018 were 5 and 4 billion", "..., against 5 and 4 billion a year earlier"."""
    run = run_of(scene.groups, number)
    first = scene.groups[run.start]
    opening = scene.chunks[first.left : first.first]
    again = any(c.key.split()[-1] in words("figures_again") for c in opening)
    told = scene.told if first.is_comparison else scene.context.told if again else []
    named = heads_in(scene.chunks, first.left, first.first) or any(c.kind == "place" for c in opening)
    return _again(told[run.index(number)]) if len(told) == len(run) > 1 and not named else None


def answering(scene: Scene, number: int) -> Subject | None:
    """Read "the trade with the former two grew by 38.9% and 33.5%", "the former rose 12.8%, the latter fell"."""
    group, chunks = scene.groups[number], scene.chunks
    step = 0
    while group.is_continued and number > step and answers(chunks, group.left, group.first) is None:
        step += 1
        group = scene.groups[number - step]
    at = answers(chunks, group.left, group.first)
    told = scene.told if len(scene.told) > 1 else scene.context.told
    both = at is not None and chunks[at + 1].key in ANSWERED
    if at is None or len(told) < (3 if both else 2) or step > both:
        return None
    if not both:
        return _again(told[-2] if chunks[at].key == "the former" else told[-1])
    return _again(told[step] if chunks[at].key == "the former" else told[step - 2])


def _again(told: Told) -> Subject:
    """Give the subject of a figure told before."""
    indicator, sign, reporter, partner, scope = told
    scopes = (scope,) if scope else ()
    if partner == WORLD:
        return Subject(indicator, sign, Economy(reporter), (), scopes, is_total=True, origin="gapped")
    return Subject(indicator, sign, Economy(reporter), (Economy(partner),), scopes, origin="gapped")
