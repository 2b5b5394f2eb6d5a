"""Values and changes told in two lists ("A and B, up x and y percent respectively"), dealt out to their groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import has_new_subject
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.words import words


def give_value_to_year(groups: list[Group]) -> None:
    """Of a change on the month and one on the year of the same figure, the latter goes with the value."""
    for first, second in pairwise(groups):
        monthly, yearly = first.get("change"), second.get("change")
        if (
            monthly is None
            or yearly is None
            or not second.is_continued
            or second.get("value")
            or not first.get("value")
        ):
            continue
        if monthly.basis == "mom" and yearly.basis == "yoy":
            first.quantities = [yearly if q is monthly else q for q in first.quantities]
            second.quantities = [monthly if q is yearly else q for q in second.quantities]


def rates_follow(groups: Sequence[Group]) -> bool:
    """Say whether as many changes stand behind a list of values: "160 and 145 billion, up 11% and down 5%"."""
    rates = 0
    while rates < len(groups) and [q.role for q in groups[-1 - rates].quantities] == ["change"]:
        rates += 1
    values = groups[len(groups) - 2 * rates - 1 : len(groups) - rates] if 0 < 2 * rates < len(groups) else []
    listed = [g for g in values[1:] if g.is_listed and g.get("value") is not None]
    return bool(values) and len(listed) == rates and values[-1].get("change") is not None


def dealt_out(groups: list[Group]) -> list[Group]:
    """Pair the values and the changes of a "respectively" list: "stood at A, B and C, down x, y and z percent"."""
    _share_out_rates(groups, "share")
    _share_out_rates(groups, "change")
    out: list[Group] = []
    for group in groups:
        if not (group.is_continued and out):
            out.append(group)
            continue
        out.append(group)
        run = [g for g in out[_run_start(out) :]]
        values = [q for g in run for q in g.quantities if q.role == "value"]
        changes = [q for g in run for q in g.quantities if q.role == "change"]
        if len(values) == len(changes) == len(run) > 1 or (len(values) == len(changes) > 1 and group is groups[-1]):
            start = _run_start(out)
            paired = [
                Group([v, c], left=run[0].left, is_continued=n > 0, is_listed=n > 0)
                for n, (v, c) in enumerate(zip(values, changes, strict=True))
            ]
            out[start:] = paired
    return out


def share_out_bracketed(chunks: Sequence[Chunk], groups: list[Group]) -> None:
    """Give bracketed values their changes: "Exports to China (1 billion) and the EU (2 billion) fell by 12 and 4 %"."""
    for at, group in enumerate(groups):
        values = [*_bracketed_before(chunks, groups, at), group]
        tail = [
            g for g in groups[at + 1 : at + len(values)] if g.is_listed and [q.role for q in g.quantities] == ["change"]
        ]
        if len(values) == 1 or len(tail) != len(values) - 1 or group.get("change") is None:
            continue
        changes = [group.get("change"), *(g.get("change") for g in tail)]
        for one, change in zip(values, changes, strict=True):
            one.quantities = [q for q in one.quantities if q.role != "change"] + [change] if change else one.quantities
        del groups[at + 1 : at + len(values)]
        return


def _bracketed_before(chunks: Sequence[Chunk], groups: list[Group], at: int) -> list[Group]:
    """Give the groups before one that are nothing but a value in brackets, as its own value is."""
    found: list[Group] = []
    value = groups[at].get("value")
    while value is not None and chunks[value.at - 1].key == "(" and at > 0:
        at -= 1
        value = groups[at].get("value")
        if value is None or len(groups[at].quantities) > 1 or chunks[value.at - 1].key != "(":
            break
        found.insert(0, groups[at])
    return found


def _share_out_rates(groups: list[Group], role: str) -> None:
    """Move the changes or shares behind values to these: "exports of A and imports of B, up x and y percent"."""
    alone = [g.is_continued and [q.role for q in g.quantities] == [role] for g in groups]
    goes_on = [g.is_continued for g in groups[1:]] + [False]
    for last in range(len(groups) - 1, 0, -1):
        if alone[last] and not goes_on[last]:
            first = next(n for n in range(last, -1, -1) if not alone[n]) + 1
            _share_out_run(groups, role, first, last + 1)


def _share_out_run(groups: list[Group], role: str, start: int, stop: int) -> None:
    rates = [q for q in groups[start - 1].quantities if q.role == role] + [g.quantities[0] for g in groups[start:stop]]
    first = start - len(rates)
    valued = groups[max(first, 0) : start]
    if first < 0 or any(g.get("value") is None for g in valued) or any(g.get(role) for g in valued[:-1]):
        return
    for group, rate in zip(valued, rates, strict=True):
        group.quantities = [q for q in group.quantities if q.role != role] + [rate]
    del groups[start:stop]


def _run_start(groups: list[Group]) -> int:
    start = len(groups) - 1
    while start > 0 and groups[start].is_continued:
        start -= 1
    return start


def bases_of(chunks: Sequence[Chunk], groups: Sequence[Group], number: int) -> list[Quantity]:
    """Give the values that a group is compared with: its own, its own of a list, one in front of its subject."""
    bases = [q for q in groups[number].quantities if q.role == "base"]
    if number and opens_with_base(chunks, groups, number - 1):
        return [q for q in groups[number - 1].quantities if q.role == "base"] + bases
    last = next((n for n in range(number, len(groups)) if groups[n].get("base")), number)
    listed = [q for q in groups[last].quantities if q.role == "base"]
    first = last - len(listed) + 1
    if len(listed) < 2 or first < 0 or not first <= number <= last or not _is_listed(chunks, listed):
        return bases
    return [listed[number - first]] if all(g.get("value") for g in groups[first : last + 1]) else bases


def opens_with_base(chunks: Sequence[Chunk], groups: Sequence[Group], number: int) -> bool:
    """Say whether a group only is what the next one rose from: "From 30 billion in 2008, trade soared to 189"."""
    group = groups[number]
    if (
        number + 1 >= len(groups)
        or group.get("base") is None
        or any(q.role not in ("base", "alt") for q in group.quantities)
    ):
        return False
    following = groups[number + 1]
    opens = not number and all(c.key in words("before_opening_base") for c in chunks[: group.first])
    is_apart = opens or any(c.key == "," for c in chunks[group.last : following.first])
    return is_apart and following.get("value") is not None and not has_new_subject(chunks, group.left, group.first)


def _is_listed(chunks: Sequence[Chunk], bases: Sequence[Quantity]) -> bool:
    """Say whether only "and" stands between amounts."""
    gaps = [chunks[a.at + 1 : b.at] for a, b in pairwise(bases)]
    return all(gap and all(c.key in (",", "and") for c in gap) for gap in gaps)
