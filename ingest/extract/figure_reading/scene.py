"""One sentence as it is read, and what reading it has found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import Context, Told
from ingest.extract.figure_reading.groups import Group, is_list
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.timing import Timing
from ingest.extract.sentences import Sentence


@dataclass(slots=True)
class Scene:
    """A sentence with its chunks, groups and periods, and what the page said before.

    `before` is the subject of the group before; `was_forecast` tells whether that group looked ahead,
    `was_blocked` whether it told no trade figure. `told`: the figures that the sentence told so far.
    """

    sentence: Sentence
    chunks: Sequence[Chunk]
    groups: Sequence[Group]
    timing: Timing
    context: Context
    before: Subject | None = None
    was_forecast: bool = False
    was_blocked: bool = False
    told: list[Told] = field(default_factory=list)

    def is_dealt_out(self, run: range) -> bool:
        """Say whether the quantities of a run are dealt out: by "respectively", or as a list that answers another."""
        return is_list(self.groups, run) or any("respectively" in chunk.tags for chunk in self.chunks)

    def words(self, at: int, end: int | None = None) -> str:
        """Give the words of a chunk, or of the chunks up to `end`, as the page writes them; none for no chunk."""
        last = at + 1 if end is None else end
        if last <= at:
            return ""
        offset = self.sentence.start
        return self.sentence.text[self.chunks[at].start - offset : self.chunks[last - 1].end - offset].rstrip(".")
