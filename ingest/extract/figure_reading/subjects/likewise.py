"""Another side of what was told before: "Those of private firms", "Vietnam's stood at", "The figure for Thailand"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD, WORLD
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.clauses import scope_text
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list, is_possessive
from ingest.extract.figure_reading.subjects.investing import is_taken_in
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words

_INTO = ("in", "into", "to")
_SIDES = ("of", "with", "between", "to", "from", "by", "under", "through", "via", "in")


def those_of(scene: Scene, group: Group) -> Subject | None:
    """Read "Those of private enterprises rose", "That with Laos fell": another part or side of what was told before."""
    base, start = _told(scene), _start(scene, group)
    if base is None:
        return None
    own = _own(scene, group, base)
    if own is not None or start is None:
        return own
    end = next(
        (n for n in range(start, group.first) if scene.chunks[n].has("value", "up_verb", "down_verb", "share")),
        group.first,
    )
    named = [(n, e) for n in range(start, end) if (e := economy_at(scene.chunks, n)) is not None and e.kind == "place"]
    if len(named) == 2 and scene.chunks[start - 1].key == "between":
        return replace(base, reporter=named[0][1], partners=(named[1][1],), scopes=())  # "The volume between A and B"
    if named:
        before = scene.chunks[group.left : start]
        of_goods = any(c.key in words("standing_for_goods") or c.key in ("that", "those") for c in before)
        scopes = (scene.context.scope,) if of_goods and scene.context.scope else ()
        return other_economies(scene, replace(base, scopes=scopes), named)
    text = scope_text(scene.chunks, start, end)
    return replace(base, scopes=(text,), origin="part") if text else None


def _told(scene: Scene) -> Subject | None:
    """Give the subject of what was told last, without its goods."""
    context = scene.context
    if context.indicator is None:
        return None
    reporter = Economy(context.reporter) if context.reporter else None
    partners = (Economy(context.partner),) if context.partner not in (None, WORLD) else ()
    return Subject(context.indicator, context.sign, reporter, partners)


def _start(scene: Scene, group: Group) -> int | None:
    """Give where a side begins: behind "those of", "the figure for"."""
    left = _behind_whole(scene, group)
    keys = [*(c.key for c in scene.chunks[left : group.first]), "", "", "", ""]
    if keys[0] in ("that", "those") and keys[1] in _SIDES:
        return left + 2
    if keys[0] in ("with", "to", "from") and scene.before is None and (behind := _behind_side(scene, left, group)):
        return behind
    skipped = keys[0] in ("the", "its")
    goods = skipped + (keys[skipped] in words("standing_for_goods")) + (keys[skipped + 1] in words("of_flows"))
    if goods > skipped and keys[goods] in ("from", "to"):
        return left + goods + 1  # "Goods from China were worth"
    if keys[skipped].rpartition(" ")[2] in words("figures_for") and keys[skipped + 1] in ("for", "with", "between"):
        return left + skipped + 2
    return None


def _behind_side(scene: Scene, left: int, group: Group) -> int | None:
    """Read "With Japan it was 68.6 billion": give where the other side begins."""
    named, behind = economy_list(scene.chunks, left + 1, group.first)
    keys = [c.key for c in scene.chunks[behind : behind + 2] if c.key != ","]
    return left + 1 if named and keys[:1] and keys[0] in ("it", "this", "that", "the figure") else None


def _behind_whole(scene: Scene, group: Group) -> int:
    """Step over "Of this,", "Of them,", "and" and "while"."""
    chunks, at = scene.chunks, group.left
    keys = [c.key for c in chunks[at : min(at + 4, group.first)]]
    if keys[:1] in (["of"], ["from"]) and "," in keys:
        at += keys.index(",") + 1
    return at + (at < group.first and chunks[at].key in ("and", "while", "whereas", "but"))


def _own(scene: Scene, group: Group, base: Subject) -> Subject | None:
    """Read "Vietnam's stood at", "Chinese goods made up": the same, or the exports, of one of the two."""
    chunks, at = scene.chunks, _behind_whole(scene, group)
    if base.reporter is None or at + 2 >= group.first:
        return None
    if chunks[at].key == "ours":
        return replace(base, reporter=Economy(None, "own"))  # "Ours, in the year to March, was worth"
    economy, behind = economy_at(chunks, at), chunks[at + 1]
    sides = (base.reporter, *base.partners)
    if economy is None or economy.name is None:
        return None
    other = next((s for s in sides if s is not None and s.name != economy.name), None)
    if economy.is_adjective and behind.key in ("goods", "products", "merchandise", "shipments") and len(sides) == 2:
        if other is None or all(s is None or s.name != economy.name for s in sides):
            return None
        return replace(base, indicator="exports", sign=1, reporter=economy, partners=(other,))
    stands = chunks[at + 2].has("value", "up_verb", "down_verb") and "total" not in chunks[at + 2].key
    if behind.key == "'s" and stands:
        is_side = any(s is not None and s.name == economy.name for s in sides)
        partners = (other,) if base.partners and is_side and other is not None else base.partners
        return replace(base, reporter=economy, partners=partners)
    return None


def other_economies(scene: Scene, before: Subject, named: list[tuple[int, Economy]]) -> Subject:
    """Read "that with the Philippines", "that of ASEAN in China", "1.2 billion from the United States"."""
    reporter, partners = before.reporter, []
    sides = {side.name for side in (reporter, *before.partners) if side is not None}
    for at, economy in named:
        preposition = _preposition(scene.chunks, at)
        if before.indicator == "trade" and preposition == "by" and economy.name in sides:
            continue  # "171 billion by Vietnamese figures and 230 billion by Chinese ones"
        near = [c.key for c in scene.chunks[max(at - 3, 0) : at]]
        followed = "followed" in near or near[-2:] == ["ahead", "of"]
        if before.is_foreign:
            before = replace(before, is_foreign=False, is_inbound=True, is_total=False)
            reporter = economy  # "foreign capital was 214 million, of which Singapore contributed 39"
        elif (is_taken_in(before) and preposition not in ("in", "into", "to")) or (
            before.indicator == "investment"
            and (followed or preposition in ("and", ","))
            and not is_possessive(scene.chunks, at)
        ):
            reporter = economy
        elif followed:
            partners.append(economy)
        elif before.indicator in ABROAD and _is_member(scene, economy, before) and preposition not in _INTO:
            reporter = economy  # "ASEAN firms had invested 6 billion, of which Singapore accounted for 2"
        elif before.indicator in ABROAD and preposition in ("from", "after", "behind"):
            reporter = economy
        elif _lists_traders(before) and preposition in ("and", ",", "while"):
            reporter = economy  # "ASEAN traded 472 billion with China, and Japan 279 billion"
            before = replace(before, lists_reporters=True)
        elif _owns(scene.chunks, at) or preposition in ("of", "by"):
            reporter = economy
        elif preposition == "in" and before.indicator not in ("investment", "contracts"):
            continue
        else:
            partners.append(economy)
    if not partners and reporter is not before.reporter:
        partners = list(before.partners)
    return replace(before, reporter=reporter, partners=tuple(partners) or before.partners, origin="gapped")


def _owns(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a flow is told as an economy's own: "Vietnam's stood at"; "Australia's share" is of another's."""
    return is_possessive(chunks, at) and chunks[at + 2].key not in ("share", "portion", "part")


def _lists_traders(before: Subject) -> bool:
    """Say whether a list goes on with who trades: a verb told it of one who is named."""
    named = before.reporter is not None and before.reporter.name is not None and not before.reporter.is_adjective
    return before.lists_reporters or (before.origin == "verb" and (bool(before.partners) or named))


def _preposition(chunks: Sequence[Chunk], at: int) -> str:
    """Give what stands before an economy: "from" of "that from countries along the Belt and Road"."""
    start = at - (chunks[at - 1].key == "the")
    while start > 1 and chunks[start - 1].key in ("the", "along", "countries", "economies", "other", "all", "only"):
        start -= 1
    return chunks[start - 1].key


def _is_member(scene: Scene, economy: Economy, before: Subject) -> bool:
    """Say whether a country stands beside a group that was told to invest: as a member of it."""
    kind = scene.context.kind
    return before.reporter is not None and kind(before.reporter.name) == "group" and kind(economy.name) == "country"


def with_reverse(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read "ASEAN invested 11 billion the other way": the one told before is the partner."""
    told, owner = (scene.context.reporter, scene.context.partner), subject.reporter
    if subject.partners or owner is None or owner.name not in told:
        return subject
    near = " ".join(
        c.key for c in (*scene.chunks[group.left : group.first], *scene.chunks[group.last + 1 : group.right])
    )
    other = next((name for name in told if name not in (None, owner.name, WORLD)), None)
    is_reverse = other is not None and any(way in near for way in words("reverse_ways"))
    return replace(subject, partners=(Economy(other),)) if is_reverse else subject
