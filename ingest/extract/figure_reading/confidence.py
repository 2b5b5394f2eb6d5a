"""How sure a reading is: a product of what each step of it was right in, counted on annotated pages.

The factors are rounded from shares of strictly right records with that trait, counted on annotated pages before any
rule had been written with them in view. The start is set so that about half of the records of the gold pages reach
0.9, of which 95 in 100 are meant to be right (`tradepages evaluate` prints precision by band of confidence).
"""

from __future__ import annotations

from ingest.extract.dating import UNKNOWN
from ingest.extract.figure_reading.context import WORLD
from ingest.extract.figure_reading.statements import Statement

_START, _MOST = 1.04, 0.99
_RULES = {"gapped": 0.92, "context": 0.86, "item": 0.88, "share": 0.97, "table": 0.93, "continued": 0.96}
_INDICATORS = {"deals": 0.88, "investment": 0.95}
# Value, change and share: which of them a record tells. Numbers that are told together are read rightly more often.
_TOLD = {
    (True, False, False): 0.965,
    (False, True, False): 0.92,
    (False, False, True): 0.92,
    (True, False, True): 0.97,
    (False, True, True): 0.92,
}
_LONG_SENTENCE = 45  # words; beyond it parts are often attached to the wrong subject
_MANY_PLACES = 3  # named in one sentence
_MANY_REPORTERS = 4  # on one page
_ALONE = 0.91  # of a reporter of whom the page tells nothing else, against one of whom it tells all


def confidence_of(statement: Statement, words: int, places: int, agreement: float, reporters: int) -> float:
    """Give the confidence of a statement, between 0 and 1.

    `words` and `places` are those of its sentence, `agreement` the part of the page's statements that have the same
    reporter, `reporters` the number of reporters on the page.
    """
    told = (statement.value is not None, statement.change is not None, statement.share is not None)
    confidence = _START * _RULES.get(statement.rule, 1.0) * _INDICATORS.get(statement.indicator, 1.0)
    confidence *= _TOLD.get(told, 1.0) * _of_inherited(statement)
    confidence *= _ALONE + (1 - _ALONE) * agreement
    if reporters >= _MANY_REPORTERS:
        confidence *= 0.97
    if words > _LONG_SENTENCE:
        confidence *= 0.94
    if places >= _MANY_PLACES:
        confidence *= 0.94
    if statement.scope:
        confidence *= 0.96
    if statement.span == UNKNOWN:
        confidence *= 0.8
    return round(min(confidence, _MOST), 3)


def _of_inherited(statement: Statement) -> float:
    """Give the factor for what a statement took from the sentences before it."""
    inherited, factor = statement.inherited, 1.0
    if "reporter" in inherited:
        factor *= 0.985
    if "period" in inherited:
        factor *= 0.97
    if "partner" in inherited:
        factor *= 0.955 if statement.partner == WORLD else 0.91
    return factor * (0.93 if inherited == ("partner", "period") else 1.0)
