"""Lists of events whose names stand as headings over what is told of them.

"23rd China-ASEAN Expo" on a line of its own, and below it "Join the pavilion in Nanning from 17 to 21 September".
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.mentions.event_name import find_event_names
from ingest.extract.sentences import Sentence

_LONGEST = 120  # characters of a heading
_FEWEST = 2  # names that stand so: one alone is the headline of a section of a report


class Headings:
    """The headings of a page that name events; writes what stands below one out as a sentence about it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Look for the names that stand alone in their line."""
        alone = _alone(sentences)
        names = {block: sentence.text for block, sentence in alone.items() if _is_name(sentence.text)}
        self._names = names if len(names) >= _FEWEST else {}

    def unfold(self, sentence: Sentence) -> str | None:
        """Write out a sentence of the paragraph below a heading; None for any other."""
        name = self._names.get(sentence.block - 1)
        if name is None or sentence.is_row or sentence.block in self._names:
            return None
        if any(mention.value.kind == "proper" for mention in find_event_names(sentence.text, {})):
            return None
        return f"At the {name}, {sentence.text[0].lower()}{sentence.text[1:]}"


def _alone(sentences: Sequence[Sentence]) -> dict[int, Sentence]:
    """Give the sentences that are a line by themselves, by their line."""
    blocks: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.block, []).append(sentence)
    return {block: lines[0] for block, lines in blocks.items() if len(lines) == 1}


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST or text.endswith((".", ":", "?", "!")):
        return False
    found = find_event_names(text, {})
    return len(found) == 1 and found[0].value.kind == "proper" and found[0].start == 0 and found[0].end == len(text)
