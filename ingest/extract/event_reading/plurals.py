"""Several events under one noun in the plural, written out: "the 38th and 39th ASEAN Summits" are two summits."""

from __future__ import annotations

import re

from ingest.extract.mentions.ordinal import ORDINAL

_NOUNS = "Summit|Meeting|Expo|Fair|Forum|Session|Conference|Dialogue|Round|Seminar|Workshop"
_HEADS = rf"(?P<head>(?i:{_NOUNS}))s\b"
_PLURAL = re.compile(rf"\b(?:{_NOUNS})s\b", re.IGNORECASE)
_CAPITALS = r"(?:\s+(?:[A-Z][\w'+&/-]*|of|the|for|on)){0,7}?"
_ITEM = rf"(?:the\s+)?{ORDINAL}{_CAPITALS}"
_LIST = re.compile(
    rf"(?<![\w-])(?P<the>[Tt]he\s+)?(?P<items>{ORDINAL}{_CAPITALS}(?:,\s+{_ITEM}){{0,5}}),?\s+(?:and|as\s+well\s+as)\s+"
    rf"(?:the\s+)?(?P<nth>{ORDINAL})(?P<words>{_CAPITALS}(?:\s+(?!half|quarter|day|phase)[a-z]+)?)\s+{_HEADS}(?P<tail>\s+of\s+[^,.;]{{3,60}}?(?=\s+(?:was|were|will|in|on|at|to|held)\b|[,.;]))?"
)
_NTH = re.compile(rf"(?:the\s+)?(?P<nth>{ORDINAL})(?P<words>.*)", re.DOTALL)


def spell_out(text: str) -> str:
    """Write out each event of a list that shares its noun, and its name where only numbers differ."""
    return _LIST.sub(_each, text) if _PLURAL.search(text) else text


def _each(match: re.Match[str]) -> str:
    last = match["words"]
    tail = match["tail"] or ""
    told = [_NTH.fullmatch(item) for item in re.split(r",\s+", match["items"])]
    named = [f"{item['nth']}{item['words'].rstrip() or last} {match['head']}{tail}" for item in told if item]
    named.append(f"{match['nth']}{last} {match['head']}{tail}")
    lead = match["the"] or ""
    return f"{lead}{', the '.join(named[:-1])} and the {named[-1]}"
