"""Parts of what was told: "of this, 6.4 billion went to ASEAN", "60 percent of it from Singapore"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.context import ABROAD, WORLD
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.quantities.percentages import of_told
from ingest.extract.figure_reading.quantities.quantity import skip_soft
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.clauses import leading_scope
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list
from ingest.extract.figure_reading.subjects.noun_phrases import counted_phrase, is_goods
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words

_IS = ("was", "were", "is", "are", "being")
_FLOWS = ("exports", "imports", "trade")


def told_last(scene: Scene, *, wholly: bool = False) -> Subject | None:
    """Give the subject of the last statement, without its partner and part unless `wholly`."""
    context = scene.context
    if context.indicator is None:
        return None
    reporter = Economy(context.reporter) if context.reporter else None
    told = Subject(context.indicator, context.sign, reporter)
    if not wholly:
        return told
    partners = (Economy(context.partner),) if context.partner not in (None, WORLD) else ()
    return replace(told, partners=partners, scopes=(context.scope,) if context.scope else ())


def part_behind(scene: Scene, group: Group, base: Subject) -> Subject | None:
    """Read where a part went behind its amount: "of which 5 billion was with China", "742 million from Japan"."""
    at, goes = _link_behind(scene, group)
    if at + 1 >= group.right:
        return None
    preposition = scene.chunks[at].key
    if preposition == "by" and any(c.key in words("bought_by") for c in scene.chunks[:at]):
        preposition = "to"  # "97 percent was bought by China"
    if preposition == "for" and scene.chunks[at - 1].key in words("heading"):
        preposition = "to"  # "half of its exports, about 4.1 billion, are destined for Thailand"
    if preposition in ("from", "with", "to", "in", "into", "by"):
        named, _ = economy_list(scene.chunks, at + 1, group.right)
        counted = preposition == "by" and base.indicator == "trade" and bool(named) and named[0].is_adjective
        if len(named) == 1 and named[0].kind == "place" and not counted:  # "230 billion by Chinese figures"
            return _of_economy(scene, base, preposition, named[0], goes=goes)
    if preposition not in ("in", "into", "to", "for", "by", "through", "under"):
        return None
    if scene.chunks[at + 1].key in ("a", "an", "one"):
        return None  # "concessions worth 1.1 billion for a wind farm": a thing, not a sector
    scope, behind = counted_phrase(scene.chunks, at + 1, group.right)
    listed = group.is_continued and bool(base.scopes)  # "1.7 billion in mining, 1.4 billion in hydropower"
    spent = base.indicator in ABROAD and preposition in ("in", "into", "to", "for")
    spent = spent and (goes or listed or preposition == "into")
    if not scope or not (spent or any(is_goods(c) for c in scene.chunks[at + 1 : behind])):
        return None
    return replace(base, scopes=tuple(scope), origin="gapped")


def _link_behind(scene: Scene, group: Group) -> tuple[int, bool]:
    """Find the preposition behind an amount, over "of it", "worth" and a verb; says whether the verb is of going."""
    chunks = scene.chunks
    amount = group.get("alt") or group.get("value") or group.get("share")
    n = amount.at + 1 if amount else group.right
    if n < group.right and chunks[n].key == ")":
        n += 1
    goes_on = chunks[n + 1 : n + 3] if n + 1 < group.right and chunks[n].key == "," else ()
    if goes_on and (goes_on[0].key in words("goes") or (goes_on[0].key in _IS and goes_on[-1].key in words("goes"))):
        n += 1  # "One third of its exports, or 1.2 billion dollars, went to China"
    while n < group.right and chunks[n].key in ("'", "'s", "worth"):
        n += 1
    if n + 1 < group.right and chunks[n].key == "of" and chunks[n + 1].key in ("it", "that", "this", "which", "them"):
        n += 2
    if (
        n + 2 < group.right
        and chunks[n].key == "of"
        and is_goods(chunks[n + 1])
        and chunks[n + 2].key in ("to", "from")
    ):
        n += 2  # "and 207 million dollars of durian to Hong Kong"
    if n + 1 < group.right and chunks[n].key in ("that", "which") and chunks[n + 1].key in words("goes"):
        n += 1  # "171 billion baht that came from Japan"
    goes = n < group.right and (chunks[n].key in _IS or chunks[n].key in words("goes"))
    while n < group.right and (chunks[n].key in _IS or chunks[n].key in words("goes")):
        n += 1
    return n, goes


def _of_economy(scene: Scene, base: Subject, preposition: str, economy: Economy, *, goes: bool) -> Subject | None:
    """Put the economy where a part went, or from where it came, into what was told."""
    if base.indicator in ABROAD:
        if preposition in ("from", "by"):
            host = scene.context.partner
            partners = base.partners or ((Economy(host),) if host not in (None, WORLD) else ())
            return replace(base, reporter=economy, partners=partners, is_total=False, origin="gapped")
        return replace(base, partners=(economy,), origin="gapped") if goes or preposition != "with" else None
    if preposition == "by":
        return replace(base, reporter=economy, origin="gapped") if base.indicator in _FLOWS else None
    if preposition in ("in", "into") and not (goes and base.indicator == "exports"):
        return None
    return replace(base, partners=(economy,), is_total=False, origin="gapped")


def gone_wholly(scene: Scene, group: Group, subject: Subject) -> Subject:
    """Read where a flow went behind its amount: "half of its exports, or 1.2 billion dollars, went to China"."""
    if subject.partners or subject.indicator not in ("exports", "imports") or not _link_behind(scene, group)[1]:
        return subject
    found = part_behind(scene, group, subject)
    return replace(subject, partners=found.partners) if found is not None else subject


def gone_to(scene: Scene, group: Group) -> Subject | None:
    """Read a sentence of a part: "Of this, 6.4 billion went to ASEAN countries", "Of the total, 3 billion was with"."""
    base = told_last(scene, wholly=True)
    value = group.get("value")
    at, goes = _link_behind(scene, group)
    if base is None or value is None or not goes or scene.context.reporter is None or at + 1 >= group.right:
        return None
    named, _ = economy_list(scene.chunks, at + 1, group.right)
    found = part_behind(scene, group, base)
    plural = bool(named) and scene.chunks[at].key in ("to", "into", "in", "with")
    if found is None and plural and base.indicator in (*ABROAD, "exports", "trade"):
        found = replace(base, partners=tuple(named))
    goods = leading_scope(scene, group)
    if found is not None and goods is not None:
        flow = {"to": "exports", "from": "imports"}.get(scene.chunks[at].key)
        if flow is not None and found.indicator in ("balance", "trade"):
            found = replace(found, indicator=flow, sign=1)  # "Rubber worth 3.1 billion went to China"
        found = replace(found, scopes=(goods,))
    return replace(found, origin="part") if found else None


def part_of_told(scene: Scene, group: Group) -> Subject | None:
    """Read "ASEAN made up 93 percent of it", "60 percent of it from Singapore": another's part of what was told."""
    share, chunks = group.get("share"), scene.chunks
    if share is None or len(group.quantities) > 1 or not of_told(chunks, share.at):
        return None
    begins = skip_soft(chunks, share.at) < 0  # "Some 80 percent went to Thailand"
    base = scene.before or told_last(scene, wholly=begins)
    if base is None:
        return None
    behind = part_behind(scene, group, base)
    if behind is not None:
        return replace(behind, origin="share")
    before = [
        n
        for n in range(group.left, group.first)
        if economy_at(chunks, n) is not None and any(c.has("share", "value") for c in chunks[n + 1 : group.first])
    ]
    near = [
        n
        for n in range(share.at + 3, min(share.at + 9, group.right))
        if economy_at(chunks, n) is not None and chunks[n - 1].key in ("from", "in", "to", "with", "by", "the")
    ]
    at = before[-1] if before else near[0] if near else None
    economy = economy_at(chunks, at) if at is not None else None
    if at is None or economy is None or economy.name is None:
        return None
    gives = any(c.key in ("from", "contributed", "contributing", "supplied", "by") for c in chunks[group.left : at + 3])
    if base.indicator in ABROAD and gives:
        found = _of_economy(scene, replace(base, scopes=()), "from", economy, goes=True)
        return replace(found, origin="share") if found else None
    return replace(base, partners=(economy,), is_total=False, is_pair=False, origin="share")
