"""The quantities of a sentence, grouped into statements: one subject, its value, change and share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.dealing import dealt_out, give_value_to_year, rates_follow, share_out_bracketed
from ingest.extract.figure_reading.gapping import answers, gapped_subject
from ingest.extract.figure_reading.groups import Group, side_between
from ingest.extract.figure_reading.heads import has_new_subject
from ingest.extract.figure_reading.heads_behind import head_behind, head_of_change, verb_behind
from ingest.extract.figure_reading.quantities.percentages import of_told
from ingest.extract.figure_reading.quantities.quantity import Quantity, skip_soft
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words


def group_quantities(chunks: Sequence[Chunk], quantities: Sequence[Quantity]) -> list[Group]:
    """Group the quantities of a sentence; those of role none, points and delta stand in no group."""
    groups: list[Group] = []
    edge = 0  # where the chunks free for the next subject begin
    for quantity in quantities:
        if quantity.role in ("none", "points", "delta"):
            continue
        group = groups[-1] if groups else None
        joins = group is not None and _joins(chunks, group, quantity, edge)
        if group is None or not joins:
            new = Group([quantity], left=edge)
            new.is_comparison = group is not None and _compares(chunks, edge, quantity.at)
            new.is_continued = group is not None and not _names_subject(chunks, edge, quantity.at)
            new.is_listed = group is not None and _is_listed(chunks, group, quantity)
            groups.append(new)
            group = new
        else:
            group.quantities.append(quantity)
        edge = max(edge, quantity.at + 1)
        if quantity.role == "share":
            edge = max(edge, whole_of(chunks, quantity)[1])
            if edge < len(chunks) and chunks[quantity.at + 1].key == "for":
                group.head_after = head_behind(chunks, quantity.at)
        if quantity.role == "change" and not joins and (head := head_of_change(chunks, quantity.at)) is not None:
            group.head_after, edge = head, head + 1
        if quantity.role == "value":
            behind = head_behind(chunks, quantity.at) or verb_behind(chunks, group.left, quantity.at)
            if behind is not None:
                group.head_after, edge = behind, behind + 1
    is_dealt = any("respectively" in c.tags for c in chunks) or (groups and groups[-1].is_listed)
    if len(groups) > 1 and (is_dealt or rates_follow(groups)):
        groups = dealt_out(groups)
    share_out_bracketed(chunks, groups)
    give_value_to_year(groups)
    for n, group in enumerate(groups):
        group.right = groups[n + 1].first if n + 1 < len(groups) else len(chunks)
    return groups


def _leads_with_side(chunks: Sequence[Chunk], group: Group, quantity: Quantity) -> bool:
    """Say whether only a partner stands between a rate and its value: "fell 14.7 percent with Laos to 18 million"."""
    change = group.quantities[-1]
    is_open = change.role == "change" and quantity.role == "value" and group.get("value") is None
    return is_open and side_between(chunks, change.at, quantity.at) is not None


def _follows_list(chunks: Sequence[Chunk], group: Group, quantity: Quantity) -> bool:
    """Say whether a value begins a clause behind a list: "by 12.5% and 4.4%, while those to Japan (10 billion)"."""
    if not group.is_listed or group.get("value") is not None:
        return False
    return any(c.key in ("while", "whereas", "but") for c in chunks[group.last : quantity.at])


def _is_of_share(chunks: Sequence[Chunk], group: Group, quantity: Quantity) -> bool:
    """Say whether a value is what a share is of: "24.6 per cent of Penang's total exports of RM226 billion"."""
    share = group.get("share")
    if share is None or share is not group.quantities[-1] or len(group.quantities) > 1:
        return False
    if [c.key for c in chunks[share.at + 1 : quantity.at]] in (["of"], ["of", "the"]):
        return True  # "19.3 percent of the 18.26 billion of exports that"
    start, end = whole_of(chunks, share)
    return start < end == quantity.at and chunks[end - 1].key == "of" and has_new_subject(chunks, start, end)


def _is_listed(chunks: Sequence[Chunk], group: Group, quantity: Quantity) -> bool:
    """Say whether a quantity goes on in a list: "12 percent, 4 percent and 3.1 percent"."""
    previous = group.quantities[-1]
    gap = chunks[previous.at + 1 : quantity.at]
    return previous.role == quantity.role and bool(gap) and all(c.key in (",", "and", "&") for c in gap)


def _leads_to_value(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a change leads to a value of its own: "5.3 percent to 94.8 billion"."""
    for n in range(at + 1, min(at + 6, len(chunks) - 1)):
        if chunks[n].key in (",", ";", "and") or chunks[n].is_quantity:
            return False
        if chunks[n].key == "to":
            return any(c.kind == "money" for c in chunks[n + 1 : n + 4])
    return False


def _compares(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Say whether a quantity is only compared with: "compared with a rise of 0.5 percent", "after shrinking 6.1"."""
    if (end > start and chunks[end - 1].key == "from") or is_of_other_period(chunks, start, end):
        return True
    begin = end
    while begin > start and chunks[begin - 1].key not in (",", ";", "and", "while", "("):
        begin -= 1
    clause = chunks[begin:end]
    if any(c.has("compare") and (" " in c.key or c.key in ("against", "versus", "vs")) for c in clause):
        return True
    if any(c.key == "from" for c in clause[:-2]) and clause[-1].key == "of" and clause[-2].has("up_noun", "down_noun"):
        return True  # "turning from a decline of"
    return (bool(clause) and clause[0].key in ("after", "following")) or any(
        a.key == "after" and b.has("up_verb", "down_verb") for a, b in pairwise(clause)
    )


def is_of_other_period(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Say whether brackets give the figure of another period: "(2016: 9.3 billion)", "(Jun +11%)", "(11% in June)"."""
    opening = chunks[max(start, end - 3) : end]
    if [c.key for c in opening[::2]] in (["(", ":"], [";", ":"]) or [c.key for c in opening[1:2]] == ["("]:
        return opening[-1].kind == "period" or opening[1].kind == "period"
    behind = chunks[end + 1 : end + 4]
    closed = [c.key for c in behind[::2]] == ["in", ")"] and behind[1].kind == "period"
    return closed and chunks[end - 1].key == "("


def _names_subject(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    if has_new_subject(chunks, start, end) or gapped_subject(chunks, start, end) is not None:
        return True
    return answers(chunks, start, end) is not None


def _is_behind_while(chunks: Sequence[Chunk], start: int, quantity: Quantity) -> bool:
    """Say whether a clause of its own tells a quantity: "while in the seven months they were down 7.8 percent"."""
    if quantity.role == "base":
        return False
    begin = next((n for n in range(start, quantity.at) if chunks[n].key in ("while", "whereas")), None)
    return begin is not None and any(c.key in ("it", "they") for c in chunks[begin : quantity.at])


def _is_same_as_value(chunks: Sequence[Chunk], group: Group, quantity: Quantity) -> bool:
    """Say whether a share is that of the value: "1.07 billion dollars of last year's trade, or some 39 percent"."""
    value = group.get("value")
    left = skip_soft(chunks, quantity.at)
    if value is None or group.get("share") is not None or value.at != group.last or chunks[left].key != "or":
        return False
    return chunks[value.at + 1].key == "of" and left - value.at < 10


def _closes_time(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Say whether another time is closed with a quantity: "grew by 3.2 percent in Q2 and ended the half year at"."""
    periods = [n for n in range(start, end) if chunks[n].kind == "period"]
    if len(periods) < 2 or chunks[periods[-1] - 1].key not in words("ends"):
        return False
    return chunks[periods[-1] - 2].key == "and"


def _opens_own_clause(chunks: Sequence[Chunk], start: int, quantity: Quantity) -> bool:
    if _is_behind_while(chunks, start, quantity) or _closes_time(chunks, start, quantity.at):
        return True
    if quantity.role == "change" and _looks_ahead(chunks, start, quantity.at):
        return True
    return quantity.role == "value" and _is_of_other_time(chunks, start, quantity.at)


def _looks_ahead(chunks: Sequence[Chunk], start: int, at: int) -> bool:
    """Say whether a clause tells what a value told before may become: "114 billion in 2018 and could grow by 10"."""
    joined = next((n for n in range(start, at) if chunks[n].key in ("and", "but", ";")), at)
    return any(
        chunks[n].key in words("modals") or (chunks[n].has("forecast") and chunks[n + 1].key == "to")
        for n in range(joined + 1, at)
    )


def _is_of_other_time(chunks: Sequence[Chunk], start: int, at: int) -> bool:
    """Say whether a value is of another time than the change before: "5 percent in 2025 and 300 billion by 2027"."""
    joined = next((n for n in range(at - 1, start, -1) if chunks[n].key == "and"), None)
    behind = [c for c in chunks[at + 1 : at + 4] if c.kind == "period"]
    if joined is None or not behind or any(c.key == "," for c in chunks[joined:at]):
        return False
    before = [c for c in chunks[start:joined] if c.kind == "period"]
    return (
        bool(before) and before[-1].value != behind[0].value and not any(c.kind == "period" for c in chunks[joined:at])
    )


def _joins(chunks: Sequence[Chunk], group: Group, quantity: Quantity, edge: int) -> bool:
    """Say whether a quantity belongs to the group before it."""
    if quantity.role == "alt":
        return True
    if quantity.role == "share" and _is_same_as_value(chunks, group, quantity):
        return True
    if has_new_subject(chunks, edge, quantity.at) or _opens_own_clause(chunks, edge, quantity):
        return False
    if quantity.role == "base" or _leads_with_side(chunks, group, quantity):
        return True
    answered = answers(chunks, edge, quantity.at)
    if group.get(quantity.role) is not None or (answered is not None and chunks[answered].key == "the former"):
        return False
    if quantity.role == "change" and group.get("value") is not None and _leads_to_value(chunks, quantity.at):
        return False  # "crossed the 90 billion mark in 2011, expanded by 5.3 percent to 94.8 billion"
    if (
        quantity.role == "value"
        and group.get("base") is not None
        and group.get("change") is None
        and group.first != group.quantities[0].at
    ):
        return False
    if (any(c.key == ";" for c in chunks[edge : quantity.at]) and chunks[group.first - 1].key != "(") or (
        quantity.role == "share" and of_told(chunks, quantity.at)
    ):
        return False
    if quantity.role == "value" and (_is_of_share(chunks, group, quantity) or _follows_list(chunks, group, quantity)):
        return False
    if quantity.role in ("value", "change") and group.get("share") is not None and chunks[edge : edge + 1]:
        opening = [c.key for c in chunks[edge : edge + 2]]
        if opening in ([",", "which"], [",", "that"]):
            return False  # "22.3 percent of Cambodia's trade, which stood at": the value is the whole's
    return gapped_subject(chunks, edge, quantity.at) is None
