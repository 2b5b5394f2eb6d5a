"""The quantities that tell of one subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.quantity import Quantity


@dataclass(slots=True)
class Group:
    """Quantities that tell of one subject.

    `left` and `right` bound the chunks around it: from the end of the group before, to the start of the next one.
    `is_continued` tells that it goes on with the subject of the group before; `head_after` is the chunk of an indicator
    that stands behind the value ("5 billion yuan of exports"). `is_comparison` tells figures only compared with ("after
    growing 1.1 percent in 2012"). `is_listed` tells that it goes on a list ("5, 4 and 3 percent").
    """

    quantities: list[Quantity] = field(default_factory=list)
    left: int = 0
    right: int = 0
    is_continued: bool = False
    head_after: int | None = None
    is_comparison: bool = False
    is_listed: bool = False

    def get(self, role: str) -> Quantity | None:
        """Give its first quantity of a role."""
        for quantity in self.quantities:  # a loop is faster than next(), and this is asked most of all
            if quantity.role == role:
                return quantity
        return None

    @property
    def first(self) -> int:
        """The chunk of its first quantity."""
        told = self.quantities
        return told[0].at if len(told) == 1 else min(q.at for q in told)

    @property
    def last(self) -> int:
        """The chunk of its last quantity."""
        told = self.quantities
        return told[0].at if len(told) == 1 else max(q.at for q in told)


def side_between(chunks: Sequence[Chunk], change: int, value: int) -> int | None:
    """Find the partner between a rate and its value: "was down 19.5 percent with Vietnam to 42.7 million"."""
    gap = [n for n in range(change + 1, value) if chunks[n].key != "the"]
    if len(gap) < 3 or chunks[gap[0]].key not in ("with", "to", "from") or chunks[gap[1]].kind != "place":
        return None
    return gap[1] if chunks[gap[2]].key == "to" and value - gap[2] < 4 else None


def run_of(groups: Sequence[Group], number: int) -> range:
    """Give the numbers of the groups that share the subject of group `number`: a list of quantities by itself."""
    listed = _run(groups, number, lambda group: group.is_listed)
    return listed if len(listed) > 1 else _run(groups, number, lambda group: group.is_continued)


def _run(groups: Sequence[Group], number: int, goes_on: Callable[[Group], bool]) -> range:
    start = number
    while start > 0 and goes_on(groups[start]):
        start -= 1
    stop = start + 1
    while stop < len(groups) and goes_on(groups[stop]):
        stop += 1
    return range(start, stop)


def is_list(groups: Sequence[Group], run: range) -> bool:
    """Say whether groups are the items of one list: "12 percent, 4 percent and 3.1 percent"."""
    return len(run) > 1 and all(groups[n].is_listed for n in run[1:])
