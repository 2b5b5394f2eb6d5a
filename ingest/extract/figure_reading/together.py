"""One value of several partners: "trade with Malaysia, Laos and Cambodia totalled 513.6 billion baht"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.words import words


def together(scene: Scene, group: Group, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Make the partners of an amount one, "Malaysia, Laos and Cambodia", unless each of them has as much.

    A change may be shared by all of them, and so may a bound: "trade with Laos and Vietnam topped 10 billion dollars".
    """
    value, reporters = group.get("value"), {reporter for reporter, _ in pairs}
    if len(pairs) < 2 or len(reporters) > 1 or value is None or value.qualifier in ("over", "under"):
        return list(pairs)
    if any(chunk.has("each") or chunk.key in words("one_by_one") for chunk in scene.chunks):
        return list(pairs)
    *others, last = dict.fromkeys(partner for _, partner in pairs)
    return [(pairs[0][0], f"{', '.join(others)} and {last}")]
