"""Which subject each group of a sentence has: named before it, behind it, left out, or taken from the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD
from ingest.extract.figure_reading.groups import Group, run_of, side_between
from ingest.extract.figure_reading.heads import heads_in, is_head, is_verb, main_head, noun_heads_in
from ingest.extract.figure_reading.quantities.percentages import share_noun
from ingest.extract.figure_reading.quantities.quantity import skip_soft
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.agreements import as_deals
from ingest.extract.figure_reading.subjects.answering import answering, dealt_again
from ingest.extract.figure_reading.subjects.balances import as_balance, below_zero
from ingest.extract.figure_reading.subjects.beside import as_market, balance_by, of_told_mode, with_buyer
from ingest.extract.figure_reading.subjects.blocking import is_blocked, is_single_company
from ingest.extract.figure_reading.subjects.clauses import clause_end
from ingest.extract.figure_reading.subjects.earning import earned
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, is_count
from ingest.extract.figure_reading.subjects.followers import followed_by
from ingest.extract.figure_reading.subjects.following import (
    from_context,
    gapped,
    in_brackets,
    moved_in,
    pronoun_clause,
    through_gate,
)
from ingest.extract.figure_reading.subjects.gates import at_gate, cleared_at
from ingest.extract.figure_reading.subjects.investing import among_investors, taken_in
from ingest.extract.figure_reading.subjects.likewise import other_economies, those_of, with_reverse
from ingest.extract.figure_reading.subjects.listing import listed_subject
from ingest.extract.figure_reading.subjects.noun_phrases import left_out
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.parties import (
    with_border,
    with_clause_scope,
    with_clause_subject,
    with_opening,
    with_sentence,
    with_site,
    with_trader,
    with_way,
)
from ingest.extract.figure_reading.subjects.partnerships import with_partnership
from ingest.extract.figure_reading.subjects.parts_behind import with_right
from ingest.extract.figure_reading.subjects.postposed import postposed
from ingest.extract.figure_reading.subjects.roles import by_role, with_leading
from ingest.extract.figure_reading.subjects.setting import with_setting
from ingest.extract.figure_reading.subjects.shares import from_whole, share_of
from ingest.extract.figure_reading.subjects.sides import of_whole, with_antecedent, with_dealt, with_side
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.told_parts import gone_to, gone_wholly, part_of_told
from ingest.extract.figure_reading.subjects.verbs import verb_subject, with_closing, with_trailing
from ingest.extract.figure_reading.subjects.whole_values import told_of_whole
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words


def find_subject(scene: Scene, number: int) -> Subject | None:
    """Give the subject of group `number`, None where no word says what it measures."""
    listed = answering(scene, number) or dealt_again(scene, number) or listed_subject(scene, number)
    if listed is not None:
        scene.before = listed
        return listed
    subject = None if _is_beside_nothing(scene, number) else _subject_of(scene, number, scene.groups[number])
    if subject is not None:
        subject = at_gate(scene, subject, scene.groups[number])
        subject = with_reverse(scene, subject, scene.groups[number])
        subject = with_buyer(scene, with_border(scene, subject, scene.groups[number]), scene.groups[number])
        subject = _as_part(scene, subject, scene.groups[number])
        subject = _without(scene, subject, scene.groups[number])
        subject = of_told_mode(scene, subject, scene.groups[number])
        subject = below_zero(scene.chunks, scene.groups[number], subject)
    scene.before = subject if subject is not None and subject.indicator is not None else None
    return scene.before


def _without(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Give trade the part that its clause leaves: "Stripped of oil and gas, exports climbed"."""
    if subject.indicator not in ("trade", "exports", "imports", "balance") or (
        subject.scopes and subject.origin != "context"
    ):
        return subject
    part = left_out(scene.chunks, group.left, group.first)
    return replace(subject, scopes=(part,)) if part else subject


def _is_beside_nothing(scene: Scene, number: int) -> bool:
    """Say whether a quantity is compared with no figure: "the economy to expand by 4.4 percent after 3.7"."""
    group = scene.groups[number]
    is_compared = bool(number) and group.is_comparison and scene.before is None
    return is_compared and not heads_in(scene.chunks, group.left, group.first)


def _as_part(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Mark a part of the total told before: "of which 5.6 billion were Chinese exports", "with its exports worth"."""
    before = scene.before
    opening = [c.key for c in scene.chunks[group.left : group.first]]
    if ("of", "which") in pairwise(opening):
        is_same = before is not None and before.indicator == subject.indicator
        base = before if before is not None and is_same else subject
        partners = subject.partners or (base.partners if subject.indicator in ABROAD else ())
        return replace(subject, is_part=True, scopes=subject.scopes or base.scopes, partners=partners)
    if scene.context.indicator == "trade" and _is_of_sum(scene, group):
        told = (scene.context.scope,) if scene.context.scope else ()
        return replace(subject, is_part=True, scopes=subject.scopes or told)
    if before is None or subject.partners or not before.partners:
        return subject
    if before.is_part and subject.reporter in (None, before.reporter):
        return replace(subject, is_part=True, reporter=before.reporter)
    sides = (before.reporter, *before.partners)
    goes_on = (",", "with") in pairwise(opening) or opening[:1] == ["with"]
    if not goes_on or subject.reporter not in sides:
        return subject
    return replace(subject, is_part=True, scopes=subject.scopes or before.scopes)


def _is_of_sum(scene: Scene, group: Group) -> bool:
    """Say whether a value is a part of the one told before: "exports made up 2.2 billion of the sum"."""
    behind = [c.key for c in scene.chunks[group.first + 1 : group.first + 4]]
    return behind[:1] == ["of"] and behind[-1] in words("sums")


def _subject_of(scene: Scene, number: int, group: Group) -> Subject | None:
    chunks = scene.chunks
    if group.head_after is not None and not _only_moved(scene, group, group.head_after):
        return postposed(scene, group)
    exceeding = balance_by(scene, group)
    if exceeding is not None:
        return exceeding
    bracketed = in_brackets(scene, group)
    if bracketed is not None:
        return bracketed
    told = told_of_whole(scene, number, group) or earned(scene, group)
    if told is not None:
        return told
    heads = _governing(chunks, heads_in(chunks, group.left, group.first), number)
    found = _of_share(scene, group)
    if found is not None:
        return found
    if is_single_company(scene, group):
        return None
    if is_blocked(scene, group, heads) or (scene.was_blocked and _goes_on(scene, number)):
        scene.was_blocked = True
        return None
    goes_on = scene.was_blocked and number > 0
    scene.was_blocked = False
    head = main_head(chunks, heads)
    if head is None and goes_on and any(c.has("forecast") for c in chunks[group.left : group.first]):
        return None  # "the economy grew by 3.9 percent; the ministry expects growth of"
    if head is None:
        return _unnamed(scene, number, group)
    if _takes_share(scene, head, group):
        return from_whole(scene, group)
    subject = with_sentence(scene, _from_head(scene, head, group, clause_end(scene, group)))
    return with_setting(scene, as_balance(chunks, head, group, subject), head)


def _only_moved(scene: Scene, group: Group, at: int) -> bool:
    """Say whether a word only says that goods moved: "the largest source of imports, with 2 billion in shipments"."""
    chunks = scene.chunks
    flows = [c for c in chunks[group.left : group.first] if c.has("ind:exports", "ind:imports")]
    return chunks[at].key in words("moved_goods") and bool(flows) and flows[-1].key not in words("moved_goods")


def _governing(chunks: Sequence[Chunk], heads: list[int], number: int) -> list[int]:
    """Leave out a number of projects in which money went: "invested in 760 projects worth", "across 80 projects"."""
    counted = [n for n in heads if n > 1 and chunks[n].key.startswith("project") and is_count(chunks[n - 1])]
    into = [n for n in counted if chunks[n - 2].key in ("in", "into", "across", "over", "through")]
    return [n for n in heads if n not in into or not (number or n != heads[0])]


def _goes_on(scene: Scene, number: int) -> bool:
    """Say whether only "and" or a comma stands between a quantity and the one before: "by 22 and 30 percent"."""
    between = scene.chunks[scene.groups[number - 1].last + 1 : scene.groups[number].first] if number else ()
    return bool(between) and all(c.key in ("and", ",", "or", "to") for c in between)


def _unnamed(scene: Scene, number: int, group: Group) -> Subject | None:
    """Give the subject of a group whose clause names no indicator: that of its whole, or of what was told before."""
    whole = part_of_told(scene, group) or from_whole(scene, group)
    if whole is not None:
        return whole
    if (beside := with_leading(scene, group)) is not None:
        return beside
    if group.is_continued and scene.before is not None:
        again = replace(scene.before, origin="continued")
        side = _side_before(scene.chunks, group.first) or _side_inside(scene.chunks, group)
        if side is not None:
            return other_economies(scene, scene.before, [side])
        if (goods := moved_in(scene, group)) is not None:
            return replace(scene.before, scopes=(goods,), origin="gapped")
        closes = any("respectively" in c.tags for c in scene.chunks[group.last : group.last + 3])
        return again if closes else with_right(scene, again, group)
    told = followed_by(scene, group) or among_investors(scene, group) or cleared_at(scene, group)
    if told is not None:
        return told
    if number and scene.before is not None:
        return gapped(scene, group, scene.before)
    tellers = (by_role, those_of, gone_to, pronoun_clause, through_gate, from_context)
    return next((found for told in tellers if (found := told(scene, group))), None)


def _side_before(chunks: Sequence[Chunk], end: int) -> tuple[int, Economy] | None:
    """Find the side right before an amount: "for Myanmar, 36.2 billion; for Vietnam, 15.7"."""
    at = end - 1 - (end > 0 and chunks[end - 1].key == ",")
    link = at - 1 - (at > 0 and chunks[at - 1].key == "the")
    if link < 1 or chunks[at].kind != "place" or chunks[link].key not in ("for", "with", "to", "from"):
        return None
    economy = economy_at(chunks, at)
    return (at, economy) if economy is not None and chunks[link - 1].key in (",", ";", "and") else None


def _side_inside(chunks: Sequence[Chunk], group: Group) -> tuple[int, Economy] | None:
    """Find the side between a rate and its value: "and dropped 14.7 percent with Laos to 18.3 million"."""
    change, value = group.get("change"), group.get("value")
    at = side_between(chunks, change.at, value.at) if change and value else None
    economy = economy_at(chunks, at) if at is not None else None
    return (at, economy) if at is not None and economy is not None else None


def _takes_share(scene: Scene, head: int, group: Group) -> bool:
    """Say whether a verb takes a part of what another economy moves: "bought 23 percent of what Laos shipped"."""
    share = group.get("share")
    if share is None or not is_verb(scene.chunks, head):
        return False
    if len(group.quantities) > 1 and scene.chunks[head].key not in words("taking"):
        return False
    return skip_soft(scene.chunks, group.first) == head and bool(heads_in(scene.chunks, *whole_of(scene.chunks, share)))


def _of_share(scene: Scene, group: Group) -> Subject | None:
    """Read a share alone, named by its noun."""
    share = group.get("share")
    if share is None or len(group.quantities) > 1:
        return None
    noun = share_noun(scene.chunks, share.at)
    if noun is not None and noun < group.left and scene.before is not None and scene.before.origin == "share":
        return scene.before  # "grew from 20 percent in 2010 to 34 percent in 2021"
    joined = [n for n in range(group.left, group.first) if scene.chunks[n].key == "with"]
    apart = joined and joined[-1] > group.left and scene.chunks[joined[-1] - 1].key == ","
    if (
        apart
        and noun_heads_in(scene.chunks, group.left, joined[-1])
        and not heads_in(scene.chunks, joined[-1], group.first)
    ):
        return from_whole(scene, group)  # "in 830 projects in Laos, with mining making up 70 percent of the investment"
    return share_of(scene, group, share.at)


def _from_head(scene: Scene, head: int, group: Group, end: int) -> Subject:
    chunks = scene.chunks
    if is_head(chunks, head):
        subject = noun_subject(chunks, head, group.left, group.first)
        subject = with_clause_subject(scene, subject, group.left, subject.at)
        subject = _with_earlier_head(chunks, subject, head, group.left)
        if _is_both_ways(scene, head, group):
            subject = replace(subject, indicator="trade")
    else:
        subject = as_market(scene, with_closing(chunks, verb_subject(chunks, head, group.left, end)), group)
    subject = taken_in(scene, as_deals(scene, subject, group), group)
    subject = with_trailing(chunks, subject, group.first + 1, end)
    subject = gone_wholly(scene, group, subject)
    subject = with_opening(scene, with_way(scene, with_site(scene, subject, group), group), group)
    subject = with_trader(scene, with_partnership(scene, subject, group), group)
    subject = subject if subject.scopes else with_clause_scope(scene, subject, head, group)
    return with_dealt(
        scene, of_whole(scene, with_antecedent(scene, with_side(scene, subject, head, group)), group), group
    )


def _is_both_ways(scene: Scene, head: int, group: Group) -> bool:
    """Say whether a value is of both flows: "imports from and exports to Vietnam totaled 98.7 billion"."""
    before = scene.chunks[max(group.left, head - 3) : head]
    flows = [c.has("ind:exports", "ind:imports") for c in before]
    run = run_of(scene.groups, scene.groups.index(group))
    joined = len(before) == 3 and flows[0] and before[1].key in ("from", "to") and before[2].key == "and"
    return joined and scene.chunks[head].has("ind:exports", "ind:imports") and not scene.is_dealt_out(run)


def _with_earlier_head(chunks: Sequence[Chunk], subject: Subject, head: int, start: int) -> Subject:
    """Take over whose trade it is: "Chengdu's foreign trade grew, with the value of imports and exports reaching"."""
    if subject.reporter or subject.partners or subject.is_pair:
        return subject
    for at in reversed(noun_heads_in(chunks, start, head)):
        earlier = noun_subject(chunks, at, start, head)
        same = earlier.indicator == subject.indicator or (
            earlier.indicator == "trade" and (earlier.is_total or subject.indicator in ("exports", "imports"))
        )
        if same and (earlier.reporter or earlier.partners):
            told = replace(subject, reporter=earlier.reporter, partners=earlier.partners)
            return replace(told, is_total=subject.is_total or earlier.is_total, is_weak_total=False)
    return subject
