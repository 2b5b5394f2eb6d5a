"""Economies told beside another one: ranks, lists without a noun, parts that went to one, what exceeds by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD, WORLD, Context
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import indicator_of, noun_heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list, is_possessive
from ingest.extract.figure_reading.subjects.gates import is_town_of, through
from ingest.extract.figure_reading.subjects.roles import role_before
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words
from ingest.extract.lexicon.loader import load_words

_TOTALS = tuple(f"'s total {verb}" for verb in ("was", "stood", "came", "reached"))
_WHOLES = ("as a whole", "altogether", "in total", *_TOTALS)


def listed_beside(scene: Scene, group: Group, index: int, count: int) -> Subject | None:
    """Read "Singapore and Japan brought in 5.1 and 1.5 billion, respectively": of each what was told of another."""
    heads = noun_heads_in(scene.chunks, group.left, group.first)
    before = scene.before
    role = role_before(scene, group.first) if not heads else None
    role = role if role is not None and (role.reporter or scene.context.indicator is None) else None
    indicator = indicator_of(scene.chunks[heads[-1]]) if heads else role.indicator if role else scene.context.indicator
    if indicator is None:
        return None
    for n in range(group.left, group.first):
        named, behind = economy_list(scene.chunks, n, group.first)
        if n > 1 and scene.chunks[n - 1].key in (",", "and") and scene.chunks[n - 2].kind == "place":
            continue  # within a longer list
        if len(named) == count and all(e.kind == "place" for e in named):
            if before is not None and before.partners and group.left and not heads:
                return _another(before, named[index])
            if role is not None and role.reporter is not None:
                return replace(role, partners=(named[index],))
            takes = any(c.key in words("takers") for c in scene.chunks[n : group.first])
            found = _beside(scene, Subject(indicator, scene.context.sign), named[index], takes=takes)
            owner = next((m for m in range(behind, group.first) if is_possessive(scene.chunks, m)), None)
            whose = economy_at(scene.chunks, owner) if owner is not None else None
            return replace(found, reporter=whose) if whose is not None and whose.name else found
    return None


def _another(before: Subject, economy: Economy) -> Subject:
    """Put an economy in the place of one told in the same sentence: "followed by Japan and China with 5 and 3"."""
    if before.indicator in ABROAD:
        return replace(before, reporter=economy, origin="gapped")
    return replace(before, partners=(economy,), origin="gapped")


def ranked(scene: Scene, group: Group, subject: Subject) -> Subject | None:
    """Read "Thailand is in second place with 4.5 billion", "Japan came third": beside another that was told of."""
    opening = scene.chunks[group.left : group.first]
    named = [
        e
        for n in range(group.left, group.first)
        if (e := economy_at(scene.chunks, n)) is not None and e.kind == "place"
    ]
    if len(named) == 1 and is_town_of(scene.context, named[0].name):
        return through(scene.context, replace(subject, origin="part"), str(named[0].name))
    if len(named) == 1 and is_whole(opening):
        told = scene.context.topic
        indicator, sign = (told[0], told[1]) if told else (subject.indicator, subject.sign)
        return replace(subject, indicator=indicator, sign=sign, reporter=named[0], is_total=True, origin="item")
    if len(named) == 1 and any(c.key in words("takers") for c in opening):
        return _beside(scene, subject, named[0], takes=True)
    is_rank = any(c.key in words("ranks") for c in opening)
    return _beside(scene, subject, named[0]) if is_rank and len(named) == 1 else None


def is_whole(opening: Sequence[Chunk]) -> bool:
    """Say whether a clause speaks of a place as a whole: "Sichuan as a whole registered"."""
    keys = " ".join(c.key for c in opening)
    return any(phrase in keys for phrase in _WHOLES)


def _beside(scene: Scene, subject: Subject, economy: Economy, *, takes: bool = False) -> Subject:
    """Put an economy beside the one told before: another investor, builder or partner."""
    context = scene.context
    told_of_host = context.partner not in (None, WORLD)
    if subject.indicator in ("investment", "contracts") and told_of_host and not takes:
        return replace(subject, reporter=economy, partners=(Economy(context.partner),), origin="item")
    reporter = Economy(context.reporter) if context.reporter else None
    scopes = (context.scope,) if context.scope in _modes() else ()
    return replace(subject, reporter=reporter, partners=(economy,), scopes=scopes, origin="item")


@cache
def _modes() -> frozenset[str]:
    """Give the ways of trading, which a list of partners goes on with."""
    return frozenset(word.lower() for word in load_words("scope_words.yml")["modes"])


def balance_by(scene: Scene, group: Group) -> Subject | None:
    """Read "exports of 1.2 billion exceeding imports of 0.5 billion by 0.7 billion"."""
    chunks, before = scene.chunks, scene.before
    if before is None or group.get("value") is None or chunks[group.first - 1].key != "by":
        return None
    verb = next((n for n in range(group.first) if chunks[n].key in words("exceeds")), None)
    if verb is None:
        return None
    sides = [c for c in chunks[: group.first] if c.has("ind:exports", "ind:imports")]
    if len(sides) < 2 or not sides[-2].start < chunks[verb].start < sides[-1].start:
        return None
    sign = 1 if sides[-2].has("ind:exports") else -1
    return replace(before, indicator="balance", sign=sign, origin="continued")


def as_market(context: Context, subject: Subject) -> Subject:
    """Read "Vietnam bought the most", told of a province's exports to a group, as what the province sold to it."""
    buyer = subject.reporter
    maker = subject.partners[0] if len(subject.partners) == 1 else None
    home = context.page_reporter
    if subject.indicator == "imports" and maker and maker.is_adjective and maker.name == home and buyer and buyer.name:
        return replace(subject, indicator="exports", reporter=maker, partners=(buyer,))  # "bought Cambodian goods"
    told = context.indicator == "exports" and context.kind(context.partner) == "group" and context.reporter is not None
    if subject.indicator != "imports" or subject.partners or buyer is None or not told:
        return subject
    if buyer.name is None or context.kind(buyer.name) != "country" or buyer.name == context.reporter:
        return subject
    return replace(subject, indicator="exports", reporter=Economy(context.reporter), partners=(buyer,), origin="item")
