"""The next of a list that a sentence of its own goes on with: "This was followed by China at 18.1 per cent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.quantities.percentages import opens_as_next
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.clauses import scope_text
from ingest.extract.figure_reading.subjects.economies import economy_at
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.told_parts import told_last


def followed_by(scene: Scene, group: Group) -> Subject | None:
    """Put an economy or goods in the place of those told last: "This is followed by mineral fuels at 2 billion"."""
    begin = opens_as_next(scene.chunks)
    base = told_last(scene, wholly=True)
    if begin is None or base is None or group.left > begin or group.first <= begin:
        return None
    economy = economy_at(scene.chunks, begin + (scene.chunks[begin].key == "the"))
    if economy is not None and economy.kind == "place" and not economy.is_adjective:
        beside = replace(base, reporter=economy) if base.indicator in ABROAD else replace(base, partners=(economy,))
        return replace(beside, origin="item")
    text = scope_text(scene.chunks, begin, _phrase_end(scene.chunks, begin, group.first))
    return replace(base, scopes=(text,), origin="part") if text else None


def _phrase_end(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Give where the name of goods ends: before "at", "with", a bracket."""
    return next((n for n in range(start, end) if chunks[n].key in ("at", "with", "worth", "(", "valued at")), end)
