"""What great-expectations found, as plain records and as rows of `quality.check_results`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult

from expectations.gate import GateName

CREATE = """
create schema if not exists quality;
create table if not exists quality.check_results (
    run_id varchar not null,
    gate varchar not null,
    suite varchar not null,             -- the table that was checked
    expectation varchar not null,       -- what must hold, in words
    expectation_type varchar not null,  -- as great-expectations names it
    column_name varchar,
    severity varchar not null,
    success boolean not null,
    observed varchar,
    unexpected_count bigint not null,
    samples struct(row_id varchar, document_id varchar, page varchar, found varchar)[] not null,
    why varchar not null,
    error varchar,                      -- why the expectation could not be evaluated
    checked_at timestamptz not null,
    primary key (run_id, gate, suite, expectation)
);
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A row that breaks an expectation, the document it was read from with its address, and what is wrong."""

    row_id: str | None
    document_id: str | None
    page: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation's outcome; fields as the columns of `quality.check_results`."""

    suite: str
    expectation: str
    expectation_type: str
    column_name: str | None
    severity: str
    success: bool
    observed: str | None
    unexpected_count: int
    samples: list[Sample]
    why: str
    error: str | None


def read_outcomes(result: ExpectationSuiteValidationResult) -> list[Outcome]:
    """Give the outcome of each expectation of a validated suite."""
    return [_read_outcome(result.suite_name, each) for each in result.results]


def _read_outcome(suite: str, each: ExpectationValidationResult) -> Outcome:
    config = each.expectation_config
    assert config is not None
    found: dict[str, Any] = each.result or {}
    by_query = config.type == "expect_no_rows"
    error = _error(each.exception_info)
    return Outcome(
        suite=suite,
        expectation=config.description or config.type,
        expectation_type=config.type,
        column_name=config.kwargs.get("column"),
        severity=config.severity.value,
        success=bool(each.success) and error is None,
        observed=_observed(found, by_query),
        unexpected_count=int(found.get("observed_value" if by_query else "unexpected_count") or 0),
        samples=_samples(found, config.kwargs.get("column")),
        why=str(config.meta["why"]),
        error=error,
    )


def _observed(found: dict[str, Any], by_query: bool) -> str | None:
    if by_query and "observed_value" in found:
        return f"{found['observed_value']} rows found"
    if "unexpected_count" in found:
        return f"{found['unexpected_count'] or 0} of {found['element_count']} values unexpected"
    return str(found["observed_value"]) if "observed_value" in found else None


def _samples(found: dict[str, Any], column: str | None) -> list[Sample]:
    """Read the failing rows: the query's own, or those by which great-expectations names the rows of a column."""
    if "details" in found:
        return [
            Sample(_text(row["row_id"]), row["document_id"], None, _text(row["found"]))
            for row in found["details"]["unexpected_rows"]
        ]
    rows = found.get("partial_unexpected_index_list") or []
    keys: list[str] = found.get("unexpected_index_column_names") or []
    return [Sample(_text(row[keys[-1]]), row.get("document_id"), None, f"{column} {row[column]}") for row in rows]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _error(info: dict[str, Any] | None) -> str | None:
    """Give the message of the exception that kept an expectation from being evaluated.

    great-expectations gives either one exception, or one for each metric under the metric's name.
    """
    info = info or {}
    raised = [info] if "raised_exception" in info else list(info.values())
    messages = [str(one["exception_message"]) for one in raised if one.get("raised_exception")]
    return messages[0].split("\n", 1)[0] if messages else None


def name_pages(outcomes: list[Outcome], db_path: Path) -> list[Outcome]:
    """Fill in the addresses of the samples' documents."""
    ids = {sample.document_id for outcome in outcomes for sample in outcome.samples if sample.document_id}
    with duckdb.connect(str(db_path), read_only=True) as connection:
        query = "select document_id, source_uri from staging.stg_documents where list_contains(?, document_id)"
        pages: dict[str | None, str] = dict(connection.execute(query, [sorted(ids)]).fetchall()) if ids else {}
    return [
        replace(outcome, samples=[replace(sample, page=pages.get(sample.document_id)) for sample in outcome.samples])
        for outcome in outcomes
    ]


def save_outcomes(outcomes: list[Outcome], gate: GateName, db_path: Path, run_id: str) -> None:
    """Write a gate's outcomes to `quality.check_results`, in place of those of the same run's earlier try."""
    now = datetime.now(UTC)
    rows = [[run_id, gate, *asdict(outcome).values(), now] for outcome in outcomes]
    with duckdb.connect(str(db_path)) as connection:
        connection.execute(CREATE)
        connection.begin()
        connection.execute("delete from quality.check_results where run_id = ? and gate = ?", [run_id, gate])
        connection.executemany(f"insert into quality.check_results values ({', '.join('?' * 14)})", rows)
        connection.commit()
