"""The quantities of a sentence, grouped into statements: one subject, its value, change and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities import DOWN, UP, Quantity

_CLAUSE_MARKS = (",", ";", ":", "(", ")", "—", "–", "-")
_CLAUSE_WORDS = ("and", "while", "whereas", "but", "with", "ahead")
_NOT_A_SUBJECT = frozenset(
    [
        "which",
        "that",
        "who",
        "it",
        "this",
        "respectively",
        "month",
        "months",
        "year",
        "years",
        "time",
        "record",
        "high",
        "pace",
        "level",
    ]
)


@dataclass(slots=True)
class Group:
    """Quantities that tell of one subject.

    `left` and `right` bound the chunks around it: from the end of the group before, to the start of the next one.
    `is_continued` tells that it goes on with the subject of the group before; `head_after` is the chunk of an indicator that
    stands behind the value ("5 billion yuan of exports"). `is_comparison` tells figures only compared with ("after growing 1.1 percent in 2012").
    """

    quantities: list[Quantity] = field(default_factory=list)
    left: int = 0
    right: int = 0
    is_continued: bool = False
    head_after: int | None = None
    is_comparison: bool = False

    def get(self, role: str) -> Quantity | None:
        """Give its first quantity of a role."""
        return next((q for q in self.quantities if q.role == role), None)

    @property
    def first(self) -> int:
        """The chunk of its first quantity."""
        return min(q.at for q in self.quantities)

    @property
    def last(self) -> int:
        """The chunk of its last quantity."""
        return max(q.at for q in self.quantities)


def is_head(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a chunk names an indicator, rather than a trade agreement or the Ministry of Trade."""
    chunk = chunks[at]
    if not any(tag.startswith("ind:") for tag in chunk.tags):
        return False
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    before = chunks[at - 1] if at else None
    if chunk.key == "sales" and not any(a.key == "to" and b.kind == "place" for a, b in pairwise(chunks[at : at + 8])):
        return False  # only what is sold to an economy is exported
    if following is not None and following.has("not:after") and not following.has(*UP, *DOWN):
        return False
    if before is not None and (before.has("not:before") or before.key in ("free", "ministry", "free-")):
        return False
    starts = before is None or before.kind == "mark" or before.kind == "place"
    return not (chunk.capital and not starts and not chunk.key.isupper() and before is not None and before.capital)


def is_verb(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a chunk is a verb that states a flow: exported, sold, invested."""
    if chunks[at].key.endswith("ing") and at + 1 < len(chunks) and chunks[at + 1].has("not:after"):
        return False  # "purchasing missions"
    if at and chunks[at].key.endswith("ed") and chunks[at - 1].key in ("of", "the", "a", "all", "for", "such"):
        return False  # "the price of imported rubber"
    return any(tag.startswith("verb:") and tag != "verb:deals" for tag in chunks[at].tags) and not is_head(chunks, at)


def indicator_of(chunk: Chunk, prefix: str = "ind:") -> str:
    """Give the indicator that a head or verb names; of several the first in the alphabet (phrases are unambiguous)."""
    return sorted(tag.removeprefix(prefix) for tag in chunk.tags if tag.startswith(prefix))[0]


def head_behind(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the indicator behind an amount: "5.4 billion worth of trade", "51.99 billion yuan in exports"."""
    n = at + 1
    if n < len(chunks) and chunks[n].key == "(":  # the second currency
        while n < len(chunks) and chunks[n].key != ")":
            n += 1
        n += 1
    if n < len(chunks) and chunks[n - 1].is_quantity and (is_head(chunks, n) or chunks[n].key == "invested"):
        return n
    if n >= len(chunks) or chunks[n].key not in _before_head(chunks, at):
        return None
    for at_head in range(n + 1, min(n + 9, len(chunks))):
        chunk = chunks[at_head]
        if is_head(chunks, at_head):
            return at_head
        if chunk.is_quantity or chunk.kind == "period" or (chunk.kind == "mark" and chunk.key not in ("'s", "-")):
            return None
        if chunk.has("value", *UP, *DOWN) and chunk.key not in ("of", "to", "total"):
            return None
        if chunk.key in ("to", "by", "while", "for", "as", "after", "when", "with"):
            return None
    return None


def _before_head(chunks: Sequence[Chunk], at: int) -> tuple[str, ...]:
    """Give the prepositions that may lead from an amount to its indicator: "contributed 5 billion to the city's exports"."""
    plain = ("worth", "of", "in", "from", "for", "on", "were", "was")
    return (*plain, "to") if any(c.key.startswith("contribut") for c in chunks[max(0, at - 4) : at]) else plain


def _verb_behind(chunks: Sequence[Chunk], start: int, at: int) -> int | None:
    """Find the verb of which the amount is the subject: "goods worth 287.5 billion yuan moved in and out of the region"."""
    relative = at + 1 < len(chunks) and chunks[at + 1].key == "that"
    if (
        at <= start
        or not (relative or chunks[at - 1].key in ("worth", "valued at"))
        or _has_new_subject(chunks, start, at)
    ):
        return None
    for n in range(at + 1, min(at + 12, len(chunks))):
        if is_verb(chunks, n):
            return n
        if chunks[n].is_quantity and chunks[n - 1].key != "(" and chunks[n - 2].key != "(":
            return None
        if chunks[n].key in (",", ";", "and"):
            return None
    return None


def whole_of(chunks: Sequence[Chunk], quantity: Quantity) -> tuple[int, int]:
    """Give the chunks of the whole that a share is of: "China's total foreign trade"."""
    start = quantity.at + 1
    if start >= len(chunks) or chunks[start].key not in ("of", "for"):
        return start, start
    end = start + 1
    while end < len(chunks):
        chunk = chunks[end]
        if chunk.is_quantity or chunk.kind == "period" or (chunk.kind == "mark" and chunk.key not in ("'s", "&", "-")):
            break
        if chunk.key in ("while", "and", "in", "during", "which", "as", "from", "against", "over") or chunk.has(
            "up_verb", "down_verb"
        ):
            break
        end += 1
    return start + 1, end


def _has_new_subject(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    return any(is_head(chunks, n) or is_verb(chunks, n) for n in range(start, end))


def gapped_subject(chunks: Sequence[Chunk], start: int, end: int) -> tuple[int, int] | None:
    """Find the noun phrase of a clause that leaves out its verb: "general trade 2.2% to", "and non-electronic products 3.3 percent"."""
    begin = _clause_start(chunks, start, end)
    found = _phrase_at(chunks, start, begin, end)
    for _ in range(3):  # "and that with the United States, the third, gained"
        if found is not None or begin <= start or chunks[begin - 1].key != ",":
            break
        stop = begin - 1
        begin = _clause_start(chunks, start, stop)
        if begin > start and chunks[begin - 1].key in ("and", "while") and chunks[begin].key in ("that", "those"):
            found = _phrase_at(chunks, start, begin, stop)
    return found


def _clause_start(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Give where the clause before `end` begins: behind the last mark or joining word."""
    begin = end
    while begin > start and not (chunks[begin - 1].key in _CLAUSE_MARKS and chunks[begin - 1].kind == "mark"):
        begin -= 1
        if (
            chunks[begin].key in _CLAUSE_WORDS
            and not _joins_names(chunks, begin)
            and not (chunks[begin].key == "with" and chunks[begin - 1].key in ("that", "those"))
            and any(_is_content(c) for c in chunks[begin + 1 : end])
        ):
            return begin + 1
    return begin


def _phrase_at(chunks: Sequence[Chunk], start: int, begin: int, end: int) -> tuple[int, int] | None:
    if begin == start > 0:
        return None  # what follows a quantity with no break belongs to it: "1.2 billion from the United States"
    while begin < end and chunks[begin].key in ("of", "which", "ahead", "with"):
        begin += 1
    stop = begin
    while stop < end and not chunks[stop].has(
        "value", "up_verb", "down_verb", "share", "yoy", "up_noun", "down_noun", "up_word"
    ):
        if chunks[stop].kind == "period" or chunks[stop].has("source"):
            break
        stop += 1
    if any(c.has("up_noun", "down_noun") for c in chunks[stop:end]):
        return None
    return (begin, stop) if any(_is_content(c) for c in chunks[begin:stop]) else None


def _joins_names(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "and" stands between two places, or two kinds of enterprise."""
    if not 0 < at < len(chunks) - 1 or chunks[at].key != "and":
        return False
    one, other = chunks[at - 1], chunks[at + 1]
    return one.kind == other.kind == "place" or (one.has("scope:enterprises") and other.has("scope:enterprises"))


def _is_content(chunk: Chunk) -> bool:
    if chunk.kind == "place":
        return True
    if chunk.kind == "phrase":
        return chunk.has("scope:enterprises", "scope:modes", "scope:sectors", "scope:nouns") or any(
            t.startswith("block:") for t in chunk.tags
        )
    return (
        chunk.kind == "word"
        and chunk.key not in _NOT_A_SUBJECT
        and not chunk.key.isdigit()
        and not chunk.key.endswith("ly")
    )


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
            groups.append(new)
            group = new
        else:
            group.quantities.append(quantity)
        edge = quantity.at + 1
        if quantity.role == "share":
            edge = max(edge, whole_of(chunks, quantity)[1])
            if edge < len(chunks) and chunks[quantity.at + 1].key == "for":
                group.head_after = head_behind(chunks, quantity.at)
        if quantity.role == "change" and quantity.at + 1 < len(chunks) and is_head(chunks, quantity.at + 1):
            group.head_after = quantity.at + 1  # "15 percent export growth"
            edge = quantity.at + 2
        if quantity.role == "value":
            group.head_after = head_behind(chunks, quantity.at) or _verb_behind(chunks, group.left, quantity.at)
            if group.head_after is not None:
                edge = group.head_after + 1
    if any(c.has("respectively") for c in chunks):
        groups = _dealt_out(groups)
    _give_value_to_year(groups)
    for n, group in enumerate(groups):
        group.right = groups[n + 1].first if n + 1 < len(groups) else len(chunks)
    return groups


def _give_value_to_year(groups: list[Group]) -> None:
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


def _dealt_out(groups: list[Group]) -> list[Group]:
    """Pair the values and the changes of a "respectively" list: "stood at A, B and C, down x, y and z percent"."""
    _share_out_changes(groups)
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
                Group([v, c], left=run[0].left, is_continued=n > 0)
                for n, (v, c) in enumerate(zip(values, changes, strict=True))
            ]
            out[start:] = paired
    return out


def _share_out_changes(groups: list[Group]) -> None:
    """Move the changes that stand at the end to their values: "exports of A and imports of B, up x and y percent respectively"."""
    tail = [n for n, g in enumerate(groups) if g.get("value") is None and g.is_continued and len(g.quantities) == 1]
    if not tail or tail[-1] != len(groups) - 1:
        return
    changes = [q for q in groups[tail[0] - 1].quantities if q.role == "change"] + [
        groups[n].quantities[0] for n in tail
    ]
    first = tail[0] - len(changes)
    valued = groups[max(first, 0) : tail[0]]
    if first < 0 or any(g.get("value") is None for g in valued) or any(g.get("change") for g in valued[:-1]):
        return
    for group, change in zip(valued, changes, strict=True):
        group.quantities = [q for q in group.quantities if q.role != "change"] + [change]
    del groups[tail[0] :]


def _run_start(groups: list[Group]) -> int:
    start = len(groups) - 1
    while start > 0 and groups[start].is_continued:
        start -= 1
    return start


def _leads_to_value(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a change leads to a value of its own: "5.3 percent to 94.8 billion"."""
    for n in range(at + 1, min(at + 6, len(chunks) - 1)):
        if chunks[n].key in (",", ";", "and") or chunks[n].is_quantity:
            return False
        if chunks[n].key == "to":
            return any(c.kind == "money" for c in chunks[n + 1 : n + 4])
    return False


def _compares(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Say whether a quantity is only compared with: "compared with a rise of 0.5 percent", "after shrinking 6.1 percent"."""
    if end > start and chunks[end - 1].key == "from":
        return True
    begin = end
    while begin > start and chunks[begin - 1].key not in (",", ";", "and", "while", "("):
        begin -= 1
    clause = chunks[begin:end]
    if any(c.has("compare") and (" " in c.key or c.key in ("against", "versus", "vs")) for c in clause):
        return True
    return (bool(clause) and clause[0].key == "after") or any(
        a.key == "after" and b.has("up_verb", "down_verb") for a, b in pairwise(clause)
    )


def _names_subject(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    return _has_new_subject(chunks, start, end) or gapped_subject(chunks, start, end) is not None


def _joins(chunks: Sequence[Chunk], group: Group, quantity: Quantity, edge: int) -> bool:
    """Say whether a quantity belongs to the group before it."""
    if quantity.role == "alt":
        return True
    if _has_new_subject(chunks, edge, quantity.at):
        return False
    if quantity.role == "base":
        return True
    if group.get(quantity.role) is not None:
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
    if any(c.key == ";" for c in chunks[edge : quantity.at]):
        return False
    return gapped_subject(chunks, edge, quantity.at) is None
