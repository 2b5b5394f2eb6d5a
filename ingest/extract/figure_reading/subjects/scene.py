"""One sentence as subjects are found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.subjects.subject import Subject


@dataclass(slots=True)
class Scene:
    """One sentence as subjects are found in it; `before` is the subject of the group before."""

    chunks: Sequence[Chunk]
    groups: Sequence[Group]
    context: Context
    before: Subject | None = None
