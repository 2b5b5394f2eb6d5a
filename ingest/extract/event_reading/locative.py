"""What stands before a place where something is held: "in", "at the", "in the trading town of", "planned for"."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.wording import whole_word

_words = load_words("venue_words.yml")
_HALLS = whole_word(_words["halls"])
_LEADS = f"(?i:{whole_word(_words['prepositions'])})"
LOCATIVE = re.compile(
    rf"{_LEADS}\s+(?:{whole_word(_words['describing'])}\s+|[A-Z]\w+(?:'s|ese|ian|ai)\s+)*$"
    rf"|\bat\s+(?:(?:the|its|a|an)\s+)?(?:[\w-]+'s\s+|their\s+)?$"
    rf"|{_LEADS}\s+(?:the|a)\s+(?:[\w'-]+\s+){{0,4}}{whole_word(_words['towns'])}\s+(?:of\s+)?$"
    r"|\b(?:halls?|floors?|wings?|pavilions?)\s+(?:of|at)\s+(?:the\s+)?$"  # filled four halls of the Shanghai Centre
    r"|\b(?:press|news|media)\s+(?:conference|briefing)\s+from\s+$"
    rf"|{whole_word(_words['planned_for'])}\s+(?:the\s+)?$|\bat\s+(?:the\s+)?(?:[A-Z][\w'&-]*\s+){{1,3}}$"
    rf"|\bat\s+(?:the\s+)?(?:[A-Z][\w'&-]*\s+){{0,6}}{_HALLS},?\s+(?:in\s+)?$"
    r"|\b(?:in|at)\s+(?:the\s+)?(?:[A-Z][\w'&.-]*\s+){0,4}[A-Z][\w'&.-]*,\s+$"  # in Kemayoran, Jakarta
)
