"""Agreements signed: when the investment or contracts of a clause are the value of deals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.verbs import with_trailing
from ingest.extract.figure_reading.words import words

_PLACES = ("position", "place", "spot", "rank", "first", "second", "third", "fourth", "fifth")


def as_deals(scene: Scene, subject: Subject, group: Group) -> Subject:
    """In a sentence of agreements signed, their investment is the value of the deals."""
    subject = _at_fair(scene, _of_builders(scene, subject), group)
    if subject.indicator not in ("investment", "contracts", "deals"):
        return subject
    before = scene.chunks[group.left : group.first] if subject.indicator == "deals" else scene.chunks[: group.first]
    if subject.indicator == "deals" and _is_admitted(scene, group):
        admitted = replace(subject, indicator="investment", scopes=())  # "approved 190 projects worth"
        return with_trailing(scene.chunks, admitted, (group.head_after or group.first) + 1, group.right)
    if subject.indicator == "deals" and _is_of_investing(scene, group, before):
        return replace(subject, indicator="investment")  # "the biggest investor, with 830 projects worth"
    if subject.indicator == "deals":
        return (
            replace(subject, indicator="contracts")
            if any(c.key in words("builders") or c.has("ind:contracts") for c in scene.chunks)
            or any(a.key in words("built") and b.has("ind:deals") for a, b in pairwise(before))
            else subject
        )
    contrasted = any(c.has("ind:deals") and not c.key.endswith("projects") for c in before)
    signed = _tells_deed(scene.chunks) or scene.context.indicator == "deals"
    agreed = any(c.has("ind:deals") for c in before) and signed
    if subject.indicator == "contracts" and scene.context.indicator != "deals":
        return (
            subject
            if not any(c.key in words("gatherings") for c in scene.chunks)
            else replace(subject, indicator="deals")
        )
    near = [c for c in scene.chunks[group.left : group.right] if c.key not in ("was", "were", "being", "been")]
    signed_for = any(a.has("ind:investment") and b.key in words("signs") for a, b in pairwise(near))
    agreed = agreed or signed_for or (scene.context.is_signing and subject.reporter is None and not subject.partners)
    return (
        replace(subject, indicator="deals", scopes=subject.scopes or (("investment",) if contrasted else ()))
        if agreed
        else subject
    )


def _is_of_investing(scene: Scene, group: Group, before: Sequence[Chunk]) -> bool:
    """Say whether projects are an investor's: "the largest source of FDI, with 264 projects worth"."""
    if any(c.key in ("investor", "investors") for c in before):
        return True
    are_projects = any(c.has("ind:deals") and c.key.endswith("projects") for c in before)
    is_signed = _tells_deed(scene.chunks) or scene.context.is_signing
    builds = any(c.key in words("builders") or c.has("ind:contracts") for c in scene.chunks)
    ranks = any(c.key in words("ranks") or c.key in _PLACES for c in before)  # "Singapore ranked second with"
    invests = scene.context.indicator == "investment" or any(c.has("ind:investment") for c in before)
    return group.get("value") is not None and are_projects and invests and ranks and not builds and not is_signed


def _tells_deed(chunks: Sequence[Chunk]) -> bool:
    """Say whether something is told as signed, and not a place as taken: "Japan secured the third position"."""
    deeds = [n for n, c in enumerate(chunks) if c.has("verb:deals")]
    return any(not any(c.key in _PLACES for c in chunks[n + 1 : n + 5]) for n in deeds)


def _is_admitted(scene: Scene, group: Group) -> bool:
    """Say whether projects were let in by an authority, and not signed at some gathering."""
    before = scene.chunks[group.left : max(group.first, (group.head_after or 0) + 1)]
    admitted = any(c.key in words("admits") for c in before)
    return admitted and any(c.has("ind:deals") and c.key.endswith("projects") for c in before)


def _of_builders(scene: Scene, subject: Subject) -> Subject:
    """Read a turnover, where contracts are spoken of, as that of builders."""
    named = {c.key for c in scene.chunks[max(subject.at, 0) : subject.at + 5]}
    if subject.indicator != "trade" or named.isdisjoint(("turnover", "business turnover")) or subject.is_pair:
        return subject
    told = scene.context.indicator == "contracts" or any(c.key == "completed" for c in scene.chunks)
    return replace(subject, indicator="contracts") if told else subject


def _at_fair(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read the trade of a fair as deals: "during the six-day fair, the total trade turnover reached"."""
    before = scene.chunks[group.left : group.first]
    if subject.indicator == "exports" and _are_sales_at_fair(scene, group):
        return replace(subject, indicator="deals", scopes=())
    if subject.indicator != "trade" or subject.reporter or subject.partners or subject.is_pair:
        return subject
    at_fair = any(a.key in ("the", "this", "that") or a.key.endswith("-day") for a in before) and any(
        c.key in words("gatherings") for c in before
    )
    behind = [c.key for c in scene.chunks[group.last + 1 : group.right]]
    at_fair = at_fair or (
        behind.count("at") == 1 and not words("gatherings").isdisjoint(behind[: behind.index("at") + 9])
    )
    at_fair = at_fair or _stands_at_gathering(before)
    traded = any(c.has("ind:trade") and ("turnover" in c.key or "volume" in c.key) for c in before)
    traded = traded or _stands_at_gathering(before, "trade")
    goes_on = (
        scene.before is not None and scene.before.indicator == "deals"
    )  # "deals of 5 billion and a trade turnover of"
    return replace(subject, indicator="deals", scopes=("trade",)) if (at_fair or goes_on) and traded else subject


def _stands_at_gathering(before: Sequence[Chunk], noun: str | None = None) -> bool:
    """Say whether "at" leads in a gathering, right behind a noun: "trade at this year's expo reached"."""
    keys = [c.key for c in before]
    ats = [n for n, key in enumerate(keys) if key in ("at", "during") and (noun is None or keys[n - 1 : n] == [noun])]
    return any(not words("gatherings").isdisjoint(keys[n + 1 : n + 8]) for n in ats)


def _are_sales_at_fair(scene: Scene, group: Group) -> bool:
    """Say whether sales were made at a gathering: "generated 1.02 billion dollars in export sales at the 7th Expo"."""
    keys = [c.key for c in scene.chunks[group.left : group.right]]
    at = next((n for n, key in enumerate(keys) if key.split()[-1] in ("sales", "turnover", "transactions")), None)
    if at is None or group.get("value") is None:
        return False
    return any(
        key in ("at", "during") and not words("gatherings").isdisjoint(keys[n + 1 : n + 10])
        for n, key in enumerate(keys[at:], at)
    )
