"""How sure a reading is: a product of what each step of it was right in, counted on annotated pages.

The factors are rounded shares of strictly right records with that trait (`tradepages evaluate` prints precision by band
of confidence; recount them when a rule changes much). A record at 0.9 and more is meant to be right in 95 of 100 cases.
"""

from __future__ import annotations

from ingest.extract.dating import UNKNOWN
from ingest.extract.figure_reading.statements import Statement

_START = 0.97  # all slots named in the statement's own clause
_RULES = {"gapped": 0.93, "context": 0.9, "item": 0.8, "share": 0.97, "part": 0.95, "table": 0.97, "continued": 0.99}
_INHERITED = {
    ("reporter",): 0.98,
    ("period",): 0.98,
    ("partner",): 0.94,
    ("reporter", "period"): 0.94,
    ("reporter", "partner"): 0.91,
    ("partner", "period"): 0.85,
    ("reporter", "partner", "period"): 0.9,
}
_LONG_SENTENCE = 55  # words; beyond it parts are often attached to the wrong subject


def confidence_of(statement: Statement, words: int) -> float:
    """Give the confidence of a statement in a sentence of so many words, between 0 and 1."""
    confidence = _START * _RULES.get(statement.rule, 1.0) * _INHERITED.get(statement.inherited, 1.0)
    if statement.indicator == "deals":
        confidence *= 0.85
    if statement.is_base:
        confidence *= 0.97
    if words > _LONG_SENTENCE:
        confidence *= 0.92
    if statement.span == UNKNOWN:
        confidence *= 0.9
    return round(confidence, 3)
