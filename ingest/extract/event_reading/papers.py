"""What was signed, in full: "the Protocol" is the one that the page has named before."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.folding import fold
from ingest.extract.mentions.event_name import EventName

_BARE = re.compile(r"signing of the (\w+)")
_REACH = 6000  # characters before, in which the paper is named
_WORD = r"(?:[A-Z\d][\w.'&-]*|of|on|and|for|in|the)"


def with_full_paper(name: EventName, before: str) -> EventName:
    """Name a signing after the full name of its paper, where the text before has it."""
    bare = _BARE.fullmatch(name.name) if name.event_type == "signing" else None
    if bare is None:
        return name
    paper = bare[1].capitalize()
    named = re.findall(rf"[A-Z][\w.'&-]*\s+(?:{_WORD}\s+){{0,8}}?{paper}\b", fold(before[-_REACH:]))
    full = [re.sub(r"^(?:The|This|That)\s+", "", run) for run in named]
    full = [run for run in full if len(run.split()) > 1]
    return replace(name, name=f"signing of the {full[-1]}") if full else name
