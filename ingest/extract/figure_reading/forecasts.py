"""Whether a group tells of what is only expected: a target, a plan, a period that has not begun."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.dating import Span
from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import has_new_subject
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.words import words

_YEAR, _SOON = 360, 92  # days; until when the sum of a year may still be awaited
_BEHIND = 7  # chunks behind a value in which "target", "expected" still speak of it


def is_forecast(scene: Scene, group: Group, span: Span) -> bool:
    """Say whether a group is a forecast; remembers it for the group that goes on from this one."""
    published_on = scene.context.published_on
    opening = scene.chunks[_clause_start(scene, group) : group.first]
    is_cued = _looks_ahead(opening) or _calls_growth(opening)
    if published_on is not None and span.start is not None and span.start > published_on:
        scene.was_forecast = scene.was_forecast or is_cued
        return True
    is_aim = any(c.key in words("aims") for c in opening)
    if not is_cued and scene.was_forecast and group is not scene.groups[0]:
        is_aim = _goes_on(scene, group)
        is_cued = is_aim or group.is_comparison or _is_coordinated(scene, group)
    if _is_expectation(scene, group) or is_hindsight(scene, group):
        return True
    behind = _told_behind(scene, group)
    is_told_behind = bool(behind)
    is_aim = is_aim or any(c.key in words("aims") for c in behind)
    scene.was_forecast = is_cued or is_told_behind
    return scene.was_forecast and (is_aim or not _is_over(scene, group, span) or _awaits(scene, opening, span))


def _awaits(scene: Scene, opening: Sequence[Chunk], span: Span) -> bool:
    """Say whether the sum of a year just over is still expected: "expected to have exceeded 5 billion in 2022"."""
    published_on = scene.context.published_on
    if published_on is None or span.start is None or span.end is None or (span.end - span.start).days < _YEAR:
        return False
    at = next(
        (n for n, c in enumerate(opening) if c.key in words("awaits") or c.has("up_verb", "down_verb", "value")), 0
    )
    is_cue = bool(opening) and opening[at].key in words("awaits") and not (at and opening[at - 1].key in ("as", "than"))
    return is_cue and (published_on - span.end).days < _SOON


def _is_expectation(scene: Scene, group: Group) -> bool:
    """Say whether a rate was only expected: "against forecasts of a 4 percent rise", "a 2.3 percent drop tipped by"."""
    chunks = scene.chunks
    before = [c.key for c in chunks[max(group.left, group.first - 4) : group.first]]
    led = next((n for n, key in enumerate(before) if key in words("expectations")), None)
    if led is not None and all(key in words("of_expectations") for key in before[led + 1 :]):
        return True
    if _had_expected(chunks, group) or _names_expectation(chunks, group) or _was_awaited(chunks, group):
        return True
    behind = [c for c in chunks[group.last + 1 : min(group.last + 4, group.right)] if not c.has("up_noun", "down_noun")]
    return len(behind) > 1 and behind[0].key in words("expected") and behind[1].key in ("by", "in")


def _was_awaited(chunks: Sequence[Chunk], group: Group) -> bool:
    """Say whether a figure had only been expected: "a revenue of 64 billion had been forecast"."""
    behind = [c.key for c in chunks[group.last + 1 : group.last + 4]]
    return behind[:2] == ["had", "been"] and behind[2:] != [] and behind[2] in words("expected")


def _names_expectation(chunks: Sequence[Chunk], group: Group) -> bool:
    """Say whether a figure is what another missed or beat: "surpassing the bank's 6.7-billion projection"."""
    if group.last + 1 >= len(chunks) or chunks[group.last + 1].key not in words("aimed_figures"):
        return False
    before = chunks[max(group.left, group.first - 8) : group.first]
    return any(c.key in words("misses_or_beats") or c.key in words("surpasses") for c in before)


def _had_expected(chunks: Sequence[Chunk], group: Group) -> bool:
    """Say whether somebody had expected it: "the 12 percent that analysts had pencilled in"."""
    behind = [c.key for c in chunks[group.last + 1 : min(group.last + 8, group.right)]]
    at = next((n for n, key in enumerate(behind) if key in words("expected")), None)
    stops = next((n for n, key in enumerate(behind) if key in (",", ";", "to", "by")), len(behind))
    return at is not None and at < stops and any(key in words("forecasters") for key in behind[:at])


def is_hindsight(scene: Scene, group: Group) -> bool:
    """Say whether the past was expected: "analysts had forecast a 10 percent rise", "expect data to show it rose"."""
    opening = scene.chunks[_clause_start(scene, group) : group.first]
    for n, chunk in enumerate(opening):
        if not chunk.has("forecast"):
            continue
        if (n and opening[n - 1].key == "had") or [c.key for c in opening[n + 1 : n + 3]] == ["to", "have"]:
            return True
        shown = [c.key for c in opening[n + 1 : n + 10]]
        if any(key in words("publications") for key in shown) and any(
            a == "to" and b in words("shows") for a, b in pairwise(shown)
        ):
            return True
    return False


def is_awaited(scene: Scene, base: Quantity) -> bool:
    """Say whether a value compared with was only expected: "compared with a forecast surplus of"."""
    return any(c.key in words("expected") for c in scene.chunks[max(0, base.at - 4) : base.at])


def is_cued(scene: Scene, group: Group) -> bool:
    """Say whether words look ahead before a group or behind it."""
    opening = scene.chunks[_clause_start(scene, group) : group.first]
    return _looks_ahead(opening) or bool(_told_behind(scene, group))


def _looks_ahead(opening: Sequence[Chunk]) -> bool:
    """Say whether a word looks ahead; money that is pledged has been."""
    pledges = ("pledge", "pledged", "pledges", "committed")
    return any(
        c.has("forecast") and not (c.key in pledges and (n + 1 == len(opening) or opening[n + 1].key != "to"))
        for n, c in enumerate(opening)
    )


def _clause_start(scene: Scene, group: Group) -> int:
    """Give where the clause of a group begins, as far as words that look ahead reach."""
    for n in range(group.first - 1, group.left - 1, -1):
        if scene.chunks[n].key in (";", "while"):
            return n
        if scene.chunks[n].key == ":" and has_new_subject(scene.chunks, n + 1, group.first):
            return n  # "January gave reason for hope: exports rose"
    return group.left


def _goes_on(scene: Scene, group: Group) -> bool:
    """Say whether an infinitive or its object goes on: "aims to reach 5 billion by 2015 and to double it", "and of"."""
    gap = [c.key for c in scene.chunks[group.left : group.first]]
    return any(pair in (("and", "of"), ("and", "to"), ("and", "that")) for pair in pairwise(gap))


def _is_coordinated(scene: Scene, group: Group) -> bool:
    """Say whether a clause has the verb of the one before: "pencil in export growth of 6% and import growth of 7%"."""
    before = scene.groups[scene.groups.index(group) - 1]
    gap = scene.chunks[before.last + 1 : group.first]
    opens = next((n for n, c in enumerate(gap) if c.key in ("and", ",")), None)
    if opens is None or any(
        c.key in (";", "while", "but", "after", "whereas") or c.has("value", "source") for c in gap
    ):
        return False
    return not any(c.has("up_verb", "down_verb") for c in gap)


def _calls_growth(opening: Sequence[Chunk]) -> bool:
    """Say whether the growth that somebody expects is told: "raise our growth call on exports for 2026 to"."""
    return any(a.key == "growth" and b.key in words("growth_forecasts") for a, b in pairwise(opening))


def _told_behind(scene: Scene, group: Group) -> list[Chunk]:
    behind = scene.chunks[group.last + 1 : min(group.last + _BEHIND, group.right)]
    for n, chunk in enumerate(behind):
        if chunk.key in words("misses_or_beats") or chunk.key == ";":
            behind = behind[:n]  # "missing the target of 6 percent"
            break
    return [c for c in behind if c.has("forecast") and c.key in words("told_behind")]


def _is_over(scene: Scene, group: Group, span: Span) -> bool:
    """Say whether the period was over when the page was published; deals are signed for times to come."""
    if any(c.has("ind:deals") for c in scene.chunks[group.left : group.first]):
        return False
    published_on = scene.context.published_on
    return published_on is not None and span.end is not None and span.end < published_on
