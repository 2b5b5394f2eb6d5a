"""The abbreviations by which a page calls events: those that it defines, and those that all pages use."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_name import find_event_names, type_of
from ingest.extract.sentences import Sentence

SHORT_NAMES = {
    name: type_of(names[0])
    for key, names in load_words("event_nouns.yml").items()
    if key.startswith("aliases_")
    for name in names
    if name.replace("-", "").isupper()
}


def short_names(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Give the type of event that each abbreviation stands for."""
    found = dict(SHORT_NAMES)
    for sentence in sentences:
        if "(" in sentence.text:
            for mention in find_event_names(sentence.text, {}):
                if mention.value.abbreviation and mention.value.kind == "proper":
                    found[mention.value.abbreviation] = mention.value.event_type
    return found
