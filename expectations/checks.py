"""The kinds of expectation that the suites are made of.

Each has a sentence that says what must hold, a severity and a reason. `critical` is what the steps promise whatever
the page says: breaking it is a fault of ours, and nothing may be published. `warning` is what a page may well get
wrong: it is reported, and the night goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.expect_table_row_count_to_be_between import ExpectTableRowCountToBeBetween
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

Severity = Literal["critical", "warning"]  # FailureSeverity without its third word
Check = Expectation
SAMPLES = 20  # failing rows that are kept of each expectation


class ExpectNoRows(UnexpectedRowsExpectation):
    """No row of the query; the first rows found are part of the result, whatever the result format.

    A query gives the columns document_id, row_id and found (what is wrong, in words).
    """

    def _validate(self, metrics: Any, runtime_configuration: Any = None, execution_engine: Any = None) -> Any:
        outcome = super()._validate(metrics, runtime_configuration, execution_engine)
        rows = metrics["unexpected_rows_query.table"][:SAMPLES]
        return {"success": outcome["success"], "result": {**outcome["result"], "details": {"unexpected_rows": rows}}}


def no_rows(says: str, query: str, why: str, severity: Severity = "critical") -> Check:
    """Expect that a query over `checked`, the suite's table, gives no document_id, row_id and found."""
    # great-expectations puts a subselect in the place of {batch}, with an alias of its own or without one.
    named = f"with checked as (select * from {{batch}}) {query}"
    return ExpectNoRows(
        unexpected_rows_query=named, description=says, severity=FailureSeverity(severity), meta={"why": why}
    )


def one_of(column: str, values: Sequence[str], why: str, severity: Severity = "critical") -> Check:
    """Expect every value that is not null to be one of a set."""
    shown = ", ".join(values) if len(values) <= 12 else f"{len(values)} known codes"
    return ExpectColumnValuesToBeInSet(
        column=column,
        value_set=list(values),
        description=f"{column} is one of {shown}",
        severity=FailureSeverity(severity),
        meta={"why": why},
    )


def filled(column: str, why: str, share: float = 1.0, severity: Severity = "critical") -> Check:
    """Expect at least a share (0 to 1) of the rows to have a value."""
    how_often = "always" if share == 1 else f"in at least {share:.0%} of rows"
    return ExpectColumnValuesToNotBeNull(
        column=column,
        mostly=share,
        description=f"{column} is filled {how_often}",
        severity=FailureSeverity(severity),
        meta={"why": why},
    )


def between(
    column: str, low: float | None, high: float | None, why: str, severity: Severity = "warning", share: float = 1.0
) -> Check:
    """Expect every value that is not null to lie within bounds, both inclusive."""
    return ExpectColumnValuesToBeBetween(
        column=column,
        min_value=low,
        max_value=high,
        mostly=share,
        description=f"{column} lies between {_bound(low)} and {_bound(high)}",
        severity=FailureSeverity(severity),
        meta={"why": why},
    )


def row_count(usual: tuple[int, int] | None, why: str) -> Check:
    """Expect a row count within the usual bounds; without a history any count will do."""
    low, high = usual or (0, None)
    says = f"has between {low:,} and {high:,} rows" if usual else "has any number of rows (no history yet)"
    return ExpectTableRowCountToBeBetween(
        min_value=low, max_value=high, description=says, severity=FailureSeverity.WARNING, meta={"why": why}
    )


def _bound(number: float | None) -> str:
    return "any number" if number is None else f"{number:,g}" if abs(number) < 1e6 else f"{number:.1e}"


def sql_text(value: str) -> str:
    """Write a string as a literal of a query that passes str.format and SQLAlchemy's text()."""
    quoted = value.replace("'", "''").replace("{", "{{").replace("}", "}}")
    return "'" + quoted.replace(":", "\\:") + "'"
