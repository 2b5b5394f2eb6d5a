"""Subjects left out or told by the group or sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD
from ingest.extract.figure_reading.gapping import gapped_subject
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import heads_in, indicator_of, is_head, noun_heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.beside import is_whole, ranked
from ingest.extract.figure_reading.subjects.clauses import (
    behind_terms,
    is_bare,
    is_pronoun_clause,
    only_period,
    opening_phrase,
    scope_text,
)
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, is_possessive
from ingest.extract.figure_reading.subjects.likewise import other_economies
from ingest.extract.figure_reading.subjects.noun_phrases import is_goods
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.parts_behind import gate_behind, with_right
from ingest.extract.figure_reading.subjects.roles import role_before
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.told_parts import part_behind, told_last
from ingest.extract.figure_reading.subjects.verbs import verb_subject
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words

_LINKS = ("of", "by", "under", "through", "via", "in", "for")


def gapped(scene: Scene, group: Group, before: Subject) -> Subject | None:
    """Read a clause that leaves out its verb: another economy or another part of what was told before."""
    found = gapped_subject(scene.chunks, group.left, group.first)
    if found is None:
        goods = moved_in(scene, group)
        return replace(before, scopes=(goods,), origin="gapped") if goods else replace(before, origin="continued")
    start, end = found
    named = [
        (n, e)
        for n in range(start, group.first)
        if (e := economy_at(scene.chunks, n)) is not None and e.kind == "place"
    ]
    if named:
        is_owned = scene.chunks[group.first - 1].key == "'s" and scene.chunks[group.first].kind == "percent"
        if group.get("share") is not None and (group.get("value") is None or is_owned):
            return replace(before, partners=(named[-1][1],), origin="gapped")  # "South Korea's 9.3 percent"
        other = other_economies(scene, before, named)
        placed = part_behind(scene, group, other) if before.indicator in ABROAD else None
        return placed or other  # "and China 87 million in Brunei"
    if scene.chunks[start].key in ("that", "those") and scene.chunks[start + 1].key in _LINKS:
        start += 2
    text = scope_text(scene.chunks, start, end) if not _is_doing(scene.chunks[start]) else None
    if text == "ones":
        text = next(
            (c.key for c in scene.chunks[start:end] if c.has("ns:plain")), None
        )  # "and foreign ones 34 billion"
    if text is not None and text.endswith(" ones") and before.scopes:
        text = f"{text.removesuffix('ones')}{before.scopes[-1].split()[-1]}"  # "private firms 5 billion, state ones 3"
    if text is None:
        return with_right(scene, replace(before, origin="continued"), group)  # "well behind the 5 billion from Japan"
    return replace(before, scopes=(text,), origin="gapped")


def moved_in(scene: Scene, group: Group) -> str | None:
    """Read other goods behind a noun of change: "and a decrease in liquefied natural gas to 168 million"."""
    chunks = scene.chunks
    at = next((n for n in range(group.left, group.first) if chunks[n].has("up_noun", "down_noun")), None)
    if at is None or at + 2 >= group.first:
        return None
    begin = at + 1 + (chunks[at + 1].key in ("in", "of", "for"))
    if begin == at + 1 and not chunks[at].key.endswith((" in", " of")):
        return None
    end = next((n for n in range(begin, group.first) if chunks[n].key in ("to", "from", "by", ",", "(")), group.first)
    return scope_text(chunks, begin, end) if any(is_goods(c) for c in chunks[begin:end]) else None


def _is_doing(chunk: Chunk) -> bool:
    return chunk.key.endswith("ing") and not is_goods(chunk)  # mining and clothing are no deeds


def in_brackets(scene: Scene, group: Group) -> Subject | None:
    """Read "followed by the EU (40.1 billion yuan)", "led by China (+22.6 percent) and medicines (-9 percent)"."""
    at = group.first
    if at < 2 or scene.chunks[at - 1].key != "(":
        return None
    while at > 2 and scene.chunks[at - 2].key in words("ranks_behind"):
        at -= 1  # "the EU is now second (4.5 trillion yuan)"
    base = scene.before or told_last(scene)
    role = role_before(scene, group.first)
    if base is None or (role is not None and role.at >= group.left):
        return None
    economy = economy_at(scene.chunks, at - 2)
    if scene.before is None and (side := _side_told(scene, group)) is not None:
        base = replace(base, indicator=side, sign=1)
    if economy is None or economy.kind != "place":
        goods = _goods_before(scene, base, at - 1, group)
        return replace(base, scopes=(goods,), origin="gapped") if goods else None
    is_rank = any(c.key in ("behind", "ahead", "after") for c in scene.chunks[max(0, at - 24) : at])
    is_rank = is_rank or base.lists_reporters or base.origin == "item"  # "South Korea leads, followed by Japan (39)"
    if base.indicator in ABROAD and is_rank and economy not in base.partners:
        return replace(
            base, reporter=economy, lists_reporters=True, origin="gapped"
        )  # "in fourth place behind Singapore (2.9 billion)"
    return replace(base, partners=(economy,), origin="gapped")


def _side_told(scene: Scene, group: Group) -> str | None:
    """Say of which flow a share is told: "The highest share of exports went to Australia (22.2 percent)"."""
    if group.get("share") is None:
        return None
    heads = noun_heads_in(scene.chunks, group.left, group.first)
    side = indicator_of(scene.chunks[heads[-1]]) if heads else None
    return side if side in ("trade", "exports", "imports") else None


def _goods_before(scene: Scene, base: Subject, at: int, group: Group) -> str | None:
    """Find what stands before a bracket: "disk drives (-21.4 percent)", "in retail (5 billion) and finance (2.1)"."""
    if scene.before is None:
        return None
    start = at
    while start > group.left and scene.chunks[start - 1].key not in words("before_bracketed"):
        start -= 1
    invested = base.indicator in ABROAD and group.get("value") is not None
    if not invested and not any(is_goods(c) for c in scene.chunks[start:at]):
        return None
    return scope_text(scene.chunks, start, at)


def through_gate(scene: Scene, group: Group) -> Subject | None:
    """Read "Of the total, 1.2 billion dollars went through Muse"."""
    gate, context = gate_behind(scene, group), scene.context
    if gate is None or context.indicator is None:
        return None
    return Subject(context.indicator, context.sign, scopes=(gate,), origin="part")


def from_context(scene: Scene, group: Group) -> Subject | None:
    """Read a sentence that goes on from the one before: "In July it came to ...", "Durians alone were worth ..."."""
    if scene.context.indicator is None:
        return None
    opening = scene.chunks[behind_terms(scene.chunks, group.left, group.first) : group.first]
    subject = Subject(scene.context.indicator, scene.context.sign, origin="context")
    aimed = any(c.key in ("target", "goal") for c in opening) or _aims_it(opening) or _aims_at(opening)
    if aimed and not heads_in(scene.chunks, group.left, group.first):
        by_both = any(c.key in words("leaders") or c.has("ana:pair") for c in opening)
        by_both = by_both or sum(c.kind == "place" for c in opening) > 1
        return Subject("trade", is_pair=True, is_two_way=True, origin="context") if by_both else subject
    if only_period(opening):
        return replace(
            subject,
            indicator="trade" if scene.context.indicator in ("exports", "imports") else scene.context.indicator,
            sign=1,
        )
    if any(_is_told(scene.chunks, n) for n in range(group.left, group.first)):
        return _place_opening(scene, group, subject)
    phrase = opening_phrase(scene.chunks, group.first)
    text = scope_text(scene.chunks, *phrase) if phrase is not None else None
    if text is None:
        said = scene.chunks[phrase[0] : group.first] if phrase is not None else opening
        as_told = replace(subject, scopes=(scene.context.scope,) if scene.context.scope else ())
        return as_told if is_bare(said) else None
    return _part_named(scene, group, subject, phrase or (0, 0), text)


def _part_named(scene: Scene, group: Group, subject: Subject, phrase: tuple[int, int], text: str) -> Subject | None:
    """Read the goods that open a sentence as a part of what was told before: "Durians alone were worth ..."."""
    goods = any(is_goods(c) for c in scene.chunks[phrase[0] : phrase[1]])
    named = [c for c in scene.chunks[phrase[0] : phrase[1]] if c.kind == "word"]
    share = group.get("share")
    if goods and share is not None and (start := whole_of(scene.chunks, share))[0] < start[1]:
        told = heads_in(scene.chunks, *start)
        if told:
            read = noun_subject if is_head(scene.chunks, told[-1]) else verb_subject
            whole = read(scene.chunks, told[-1], *start)
            return replace(whole, scopes=(text,), origin="part")
        if scene.context.topic is not None and any(c.key == "total" for c in scene.chunks[slice(*start)]):
            subject = replace(subject, indicator=scene.context.topic[0], sign=scene.context.topic[1])
    if goods or (len(named) == phrase[1] - phrase[0] and phrase[1] - phrase[0] <= 3 and _is_item(scene, group)):
        return replace(subject, scopes=(text,), origin="part")
    return None


def pronoun_clause(scene: Scene, group: Group) -> Subject | None:
    """Read "Last year, in spite of the pandemic, it stood at": all is as it was told before."""
    context = scene.context
    if context.indicator is None or not is_pronoun_clause(scene.chunks[group.left : group.first]):
        return None
    return Subject(context.indicator, context.sign, scopes=(context.scope,) if context.scope else ())


def _aims_it(opening: Sequence[Chunk]) -> bool:
    """Say whether what was told before is aimed at: "Both governments want to see it at 60 billion"."""
    keys = [c.key for c in opening]
    return any(c.has("forecast") for c in opening) and any(
        k == "it" and b in words("where_to") for k, b in pairwise(keys)
    )


def _aims_at(opening: Sequence[Chunk]) -> bool:
    """Say whether a mere amount is aimed at: "The two governments still aim for 160 billion"."""
    end = len(opening)
    while end and opening[end - 1].key in words("before_aim"):
        end -= 1
    return end > 0 and opening[end - 1].key in words("aiming")


def _is_item(scene: Scene, group: Group) -> bool:
    """Say whether the sentence is an item of a list: "Fabrics: US$2.68 billion"."""
    return any(c.key == ":" for c in scene.chunks[: group.first]) and group.first <= 14


def _is_told(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an economy stands here, and not only who counts: "Counted in Beijing, the picture is different"."""
    counted = at > 1 and chunks[at - 1].key in ("in", "by") and chunks[at - 2].key in words("counting")
    counted = counted or any(c.key in words("counts") for c in chunks[at + 1 : at + 3])
    return chunks[at].kind == "place" and not counted and economy_at(chunks, at) is not None


def _place_opening(scene: Scene, group: Group, subject: Subject) -> Subject | None:
    """Read "Vietnam: 5 billion" in a list, "Imports from ...; Japan came third with 3 billion"."""
    takes = any(
        c.has("share", "value") or c.key in ("took", "accounted") for c in scene.chunks[group.left : group.first]
    )
    if is_whole(scene.chunks[group.left : group.first]):
        return ranked(scene, group, subject)
    invests = any(c.key.removesuffix("s") in ("source", "investor") for c in scene.chunks[group.left : group.first])
    is_member = scene.context.kind(scene.context.partner) == "group" and takes and not invests
    goes_on = scene.context.tells_shares and group.get("share") is not None and takes
    if not (_is_item(scene, group) or is_member or goes_on):
        return ranked(scene, group, subject)
    found = [
        e
        for n in range(group.left, group.first)
        if (e := economy_at(scene.chunks, n)) is not None and e.kind == "place" and not is_possessive(scene.chunks, n)
    ]
    if not _is_item(scene, group) and (
        len(found) != 1
        or any(
            c.kind == "word" and c.key not in words("standing_for_figure")
            for c in scene.chunks[group.left : group.first]
        )
    ):
        return ranked(scene, group, subject)  # "The rest of the top five markets were Japan at 5 billion"
    if goes_on and scene.context.reporter:
        subject = replace(subject, reporter=Economy(scene.context.reporter))
    return replace(subject, partners=tuple(found[:1]), origin="item")
