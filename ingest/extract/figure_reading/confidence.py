"""How sure a reading is: a product of what each step of it was right in, counted on annotated pages.

The factors are rounded shares of strictly right records with that trait, on pages read before their rules were written
as well as on those read since (`tradepages evaluate` prints precision by band of confidence; recount them when a rule
changes much). A record at 0.9 and more is meant to be right in 95 of 100 cases.
"""

from __future__ import annotations

from ingest.extract.dating import UNKNOWN
from ingest.extract.figure_reading.statements import Statement

_START = 0.975  # all slots named in the statement's own clause
_RULES = {"gapped": 0.9, "context": 0.85, "item": 0.8, "share": 0.95, "part": 0.95, "table": 0.96, "continued": 0.95}
_INHERITED = {
    ("reporter",): 0.96,
    ("period",): 0.93,
    ("partner",): 0.9,
    ("reporter", "period"): 0.95,
    ("reporter", "partner"): 0.95,
    ("partner", "period"): 0.8,
    ("reporter", "partner", "period"): 0.955,
}
_INDICATORS = {"deals": 0.85, "investment": 0.93, "contracts": 0.95}
# Value, change and share: which of them a record tells. Numbers that are told together are read rightly more often.
_TOLD = {
    (True, False, False): 0.98,
    (False, True, False): 0.9,
    (False, False, True): 0.88,
    (True, False, True): 0.97,
    (False, True, True): 0.9,
}
_LONG_SENTENCE = 55  # words; beyond it parts are often attached to the wrong subject
_LONG_SCOPE = 4  # words; a longer one often holds what is no name of goods


def confidence_of(statement: Statement, words: int) -> float:
    """Give the confidence of a statement in a sentence of so many words, between 0 and 1."""
    told = (statement.value is not None, statement.change is not None, statement.share is not None)
    confidence = _START * _RULES.get(statement.rule, 1.0) * _INHERITED.get(statement.inherited, 1.0)
    confidence *= _INDICATORS.get(statement.indicator, 1.0) * _TOLD.get(told, 1.0)
    if statement.is_base:
        confidence *= 0.97
    if statement.status == "forecast":
        confidence *= 0.95
    if words > _LONG_SENTENCE:
        confidence *= 0.92
    if statement.span == UNKNOWN:
        confidence *= 0.85
    if statement.scope and len(statement.scope.split()) > _LONG_SCOPE:
        confidence *= 0.93
    return round(confidence, 3)
