"""Shares and their whole: "made up 90 percent of China's trade with ASEAN"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.context import WORLD
from ingest.extract.figure_reading.gapping import gapped_subject
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import heads_in, indicator_of, is_head, noun_heads_in
from ingest.extract.figure_reading.quantities.percentages import share_noun
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.agreements import as_deals
from ingest.extract.figure_reading.subjects.clauses import is_bare, names_goods, opening_phrase, scope_text
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list, is_inside, is_possessive
from ingest.extract.figure_reading.subjects.noun_phrases import is_goods
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.verbs import verb_subject, with_goods_behind
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words


def from_whole(scene: Scene, group: Group) -> Subject | None:
    """Read a share alone by its whole: "made up 90 percent of China's trade with ASEAN", "3 of its 9 billion of"."""
    share = group.get("share")
    opening = scene.chunks[group.left : group.first]
    value = group.get("value")
    if share is None and value is not None and is_of_amount(scene, group):
        found = _whole(scene, value)
        return _part_of_whole(scene, group, *found) if found else None
    is_behind = value is not None and share is not None and value.at > share.at and not group.get("change")
    is_taken = any(c.key in words("taking") for c in opening)
    told = any(is_goods(c) for c in opening) or is_behind or is_taken or not (value or group.get("change"))
    if share is None or not told:
        return None
    named = share_of(scene, group, share.at)
    if named is not None:
        return named
    found = _whole(scene, share)
    if found is None:
        return None
    subject, end = found
    mode = _moved_by(scene, end)
    if mode is not None:
        return replace(subject, scopes=(mode,), origin="share")
    return _part_of_whole(scene, group, subject, end)


def is_of_amount(scene: Scene, group: Group) -> bool:
    """Say whether an amount is told as a part of another one: "8 billion of the 34 billion of exports"."""
    behind = scene.chunks[group.last + 1 : group.last + 4]
    keys = [c.key for c in behind]
    return (
        keys[:1] == ["of"]
        and len(behind) > 2
        and keys[1] in ("the", "its", "their", "that", "all")
        and behind[2].kind == "money"
    )


def _part_of_whole(scene: Scene, group: Group, subject: Subject, end: int) -> Subject | None:
    """Give a share of the whole told in `subject`, which ends at `end`, to who or what has it."""
    opening = scene.chunks[group.left : group.first]
    holder = _moved_to(scene, end) or _holder(scene, group)
    if holder is None or any(is_goods(c) for c in opening):
        subject = replace(subject, scopes=())  # those of the whole, not of its part
    subject = _with_owner(scene, group, subject, holder)
    if holder is not None and subject.indicator in ("investment", "contracts"):
        return _of_investor(scene, group, subject, holder, end)
    if holder is not None and not any(c.has("scope:nouns") for c in opening):
        return _of_holder(scene, subject, holder)
    takes_goods = subject.reporter is not None and any(is_goods(c) for c in opening)
    if holder is None and any(c.key in words("taking") for c in opening) and not takes_goods:
        return replace(subject, partners=subject.partners or (Economy(None, "any"),), origin="context")
    goes_on = _goes_on(scene, group, subject)
    if goes_on is not None:
        return goes_on
    if any(c.has("ana:any") and c.key in ("it", "they") for c in opening[:2]) or not any(
        c.kind in ("word", "place") or is_goods(c) for c in opening
    ):
        return None
    text = _opening_scope(scene, group) or _sector(scene, group)
    if text is None and scene.before is not None and scene.before.origin == "share":
        return replace(subject, partners=subject.partners or scene.before.partners, origin="share")
    if text is None:
        return None
    return as_deals(scene, replace(subject, scopes=(text,), origin="share"), group)


def _whole(scene: Scene, share: Quantity) -> tuple[Subject, int] | None:
    """Read the whole that a share is of; gives it and the chunk behind its words."""
    chunks = scene.chunks
    start, end = whole_of(chunks, share)
    heads = heads_in(chunks, start, end)
    if heads:
        read = noun_subject if is_head(chunks, heads[-1]) else verb_subject
        return read(chunks, heads[-1], start, end), end
    behind = next((g for g in scene.groups if g.first == end), None)  # "of the 18 billion of exports that"
    if behind is None or behind.head_after is None or start == end:
        return None
    read = noun_subject if is_head(chunks, behind.head_after) else verb_subject
    subject = read(chunks, behind.head_after, end, behind.right)
    return with_goods_behind(chunks, subject, end, behind.head_after) if not subject.scopes else subject, behind.right


def _moved_by(scene: Scene, at: int) -> str | None:
    """Read how a share of goods moved: "93 percent of exports left by sea", "62 percent were carried by road"."""
    behind = scene.chunks[at : at + 4]
    mode = next((c.key for c in behind if c.key.startswith("by ") and c.has("scope:modes")), None)
    return mode if mode and any(c.key in words("flows") or c.key in words("moved") for c in behind[:3]) else None


def _of_holder(scene: Scene, subject: Subject, holder: Economy) -> Subject:
    """Give an economy its share: as a partner, or as the province or member whose own trade it is."""
    home = scene.context.home.get(holder.name or "")
    owner = subject.reporter
    if home is not None and owner is not None and home != holder.name:
        if home == owner.name:
            return replace(subject, reporter=holder, is_total=not subject.partners, origin="share")
        if any(p.name == home for p in subject.partners):
            return replace(subject, reporter=holder, partners=(owner,), origin="share")
    if subject.partners and not _is_member(scene, holder, subject):
        return replace(subject, reporter=holder, origin="share")  # "Shenzhen took 44 percent of its exports to"
    return replace(subject, partners=(holder,), origin="share")


def _goes_on(scene: Scene, group: Group, subject: Subject) -> Subject | None:
    """Read "and 20 percent of its imports", and the share of the trade that the paragraph told first."""
    opening, topic, before = scene.chunks[group.left : group.first], scene.context.topic, scene.before
    if before is not None and before.origin == "share" and all(c.key in ("and", ",", "while") for c in opening):
        return replace(subject, partners=subject.partners or before.partners, origin="share")
    if topic is not None and subject.indicator == topic[0] != scene.context.indicator and is_bare(opening):
        partners = (Economy(topic[3]),) if topic[3] not in (None, WORLD) else ()
        return Subject(
            topic[0], topic[1], Economy(topic[2]), partners, origin="share"
        )  # "The volume equaled 9.2 pct of"
    return None


def _opening_scope(scene: Scene, group: Group) -> str | None:
    """Give what opens the clause of a share: "Rubber made up", "..., and state firms 20 percent"."""
    if group.left == 0:
        scope = opening_phrase(scene.chunks, group.first)
    else:
        scope = gapped_subject(scene.chunks, group.left, group.first)
    return scope_text(scene.chunks, *scope) if scope else None


def _of_investor(scene: Scene, group: Group, subject: Subject, holder: Economy, end: int) -> Subject:
    """Give an investor its share, and where the words behind the whole say that it invested: "into Laos"."""
    share = group.get("share")
    whole = scene.chunks[slice(*whole_of(scene.chunks, share))] if share else ()
    if subject.reporter is not None and any(c.key.startswith(("outbound", "outward", "overseas")) for c in whole):
        return replace(subject, partners=(holder,), origin="share")  # "ASEAN took 15 percent of China's outbound"
    into = end + 1 < len(scene.chunks) and scene.chunks[end].key in ("in", "into")
    site = economy_at(scene.chunks, end + 1) if into else None
    owner = subject.reporter if subject.reporter != Economy("World") and subject.reporter != holder else None
    host = site or owner  # "ASEAN made up 12 percent of China's used foreign investment"
    partners = (site,) if site else subject.partners or ((host,) if host else ())
    return replace(subject, reporter=holder, partners=partners, origin="share")


def _moved_to(scene: Scene, at: int) -> Economy | None:
    """Read "18 percent of its imports came from the bloc"."""
    chunks = scene.chunks
    if at + 1 < len(chunks) and chunks[at].key in ("in", "during") and chunks[at + 1].kind == "period":
        at += 2  # "62 percent of its imports in 2013 came from"
    if [c.key for c in chunks[at : at + 2]] in ([",", "worth"], [",", "valued at"]):
        comma = next((n for n in range(at + 2, min(at + 9, len(chunks))) if chunks[n].key == ","), at)
        at = comma + 1  # "80 percent of its electricity exports, valued at 2.2 billion, went to Thailand"
    if at + 2 >= len(chunks) or chunks[at].key not in words("flows") or chunks[at + 1].key not in ("from", "to"):
        return None
    named, _ = economy_list(chunks, at + 2, len(chunks))
    return named[0] if len(named) == 1 else None


def _with_owner(scene: Scene, group: Group, subject: Subject, holder: Economy | None) -> Subject:
    """Find whose trade a share is of: "China was Vietnam's largest supplier with a 37 percent share of imports"."""
    stands_for = subject.reporter is not None and subject.reporter.kind in ("country", "state")
    if holder is None or (subject.reporter is not None and not stands_for):
        return subject
    owners = (economy_at(scene.chunks, n) for n in range(group.left, group.first) if is_possessive(scene.chunks, n))
    found = next((e for e in owners if e is not None and e.name != holder.name), None)
    return replace(subject, reporter=found or subject.reporter)


def _is_member(scene: Scene, holder: Economy, subject: Subject) -> bool:
    """Say whether a country has its share as a member: "Vietnam makes up 28 percent of trade with ASEAN"."""
    context = scene.context
    if len(subject.partners) != 1 or subject.reporter is None or context.kind(holder.name) != "country":
        return False
    partner = subject.partners[0]
    return context.kind(context.resolve(partner)) == "group" != context.kind(context.resolve(subject.reporter))


def _holder(scene: Scene, group: Group) -> Economy | None:
    """Give the economy that has a share: "China thus took 10.6 percent of"."""
    for n in range(group.left, group.first):
        economy = economy_at(scene.chunks, n)
        if economy is not None and economy.kind == "place" and not is_inside(scene.chunks, n, group.left):
            return economy
    return None


def _sector(scene: Scene, group: Group) -> str | None:
    """Read "74 were in processing and manufacturing"."""
    for n in range(group.left, group.first - 1):
        if scene.chunks[n].key == "in" and is_goods(scene.chunks[n + 1]):
            return scope_text(scene.chunks, n + 1, n + 2)
    return None


def share_of(scene: Scene, group: Group, at: int) -> Subject | None:
    """Read "the bloc's share in the region's foreign trade stood at 47.7 percent"."""
    noun = share_noun(scene.chunks, at)
    if noun is None:
        return None
    heads = noun_heads_in(scene.chunks, noun + 1, at)
    if not heads:
        share = group.get("share")
        behind = share is not None and heads_in(scene.chunks, *whole_of(scene.chunks, share))
        return None if behind else _share_of_told(scene, group, noun)
    subject = noun_subject(scene.chunks, heads[0], noun + 1, at)
    owner = next(
        (e for n in range(noun - 1, group.left - 1, -1) if (e := economy_at(scene.chunks, n)) is not None), None
    )
    if subject.reporter == Economy("World") and owner is not None:
        return replace(subject, reporter=owner, origin="share")  # "India's share in world trade"
    if owner is None:
        scope = _sharers(scene, group, noun, heads[0])
        if scope is not None:
            return replace(subject, scopes=(scope,), origin="share")
        owner = _taker_behind(scene, heads[0], at)
    return replace(subject, partners=subject.partners or ((owner,) if owner else ()), origin="share")


def _taker_behind(scene: Scene, head: int, at: int) -> Economy | None:
    """Find where a share went: "the highest share of imports came from the Emirates, accounting for 14.5 percent"."""
    chunks = scene.chunks
    for n in range(head + 1, at - 2):
        if chunks[n].key in words("flows") or chunks[n].key in ("was", "is", "belonged"):
            named, _ = economy_list(chunks, n + 1 + (chunks[n + 1].key in ("from", "to", "with")), at)
            return named[0] if len(named) == 1 and named[0].kind == "place" else None
    return None


def _sharers(scene: Scene, group: Group, noun: int, head: int) -> str | None:
    """Find what has a share: "private firms' share of its exports", "the proportion of private firms in its trade"."""
    chunks = scene.chunks
    for n in range(noun + 1, head):
        if chunks[n].key == "in" and names_goods(chunks, noun + 1, n):
            return scope_text(chunks, noun + 1, n)
    start = max(
        (n + 1 for n in range(group.left, noun) if chunks[n].key == "," or chunks[n].kind == "period"),
        default=group.left,
    )
    return scope_text(chunks, start, noun) if names_goods(chunks, start, noun) else None


def _share_of_told(scene: Scene, group: Group, noun: int) -> Subject | None:
    """Read "Myanmar's share in it": of what was told before."""
    owner = next(
        (
            e
            for n in range(noun - 1, group.left - 1, -1)
            if (e := economy_at(scene.chunks, n)) is not None and e.kind == "place"
        ),
        None,
    )
    if owner is None or scene.context.indicator is None or scene.chunks[noun - 1].key == "market":
        return None  # "Thai durian had the largest market share in China"
    side = next((c for c in scene.chunks[group.left : noun] if c.has("ind:exports", "ind:imports")), None)
    if side is not None:  # "On the import side, Malaysia supplied the largest share at 24.8 percent"
        return Subject(indicator_of(side), 1, partners=(owner,), origin="share")
    return Subject(scene.context.indicator, scene.context.sign, partners=(owner,), origin="share")
