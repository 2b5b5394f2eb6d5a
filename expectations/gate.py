"""Run one gate over a warehouse file: check, keep the outcome in the warehouse, write the data docs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.errors import TradepagesError

if TYPE_CHECKING:
    from expectations.results import Outcome

GateName = Literal["staging", "marts"]
NAMED_ROWS = 5  # rows that a message names; quality.check_results keeps more


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that was not met: the table it belongs to, what it says, and the rows that break it."""

    suite: str
    expectation: str
    detail: str


@dataclass(frozen=True, slots=True)
class GateResult:
    """The outcome of a gate; `total` and `passed` count expectations."""

    name: GateName
    total: int
    passed: int
    critical_failures: list[Failure]
    warnings: list[Failure]

    def raise_if_critical(self) -> None:
        """Stop the run by `TradepagesError` if a critical expectation was not met."""
        if not self.critical_failures:
            return
        told = "\n".join(f"  - {f.suite}: {f.expectation} -- {f.detail}" for f in self.critical_failures)
        raise TradepagesError(
            f"The {self.name} gate stopped the run: {len(self.critical_failures)} of {self.total} expectations failed "
            f"that must not. Nothing was published; readers keep the last good warehouse.\n{told}\n"
            "The data docs and the table quality.check_results of the run's build file show the rows. Mend the rule "
            "or the source that gave them (`tradepages extract PAGE` shows how a page was read), then run again."
        )


def run_gate(name: GateName, db_path: Path, run_id: str, docs_dir: Path) -> GateResult:
    """Check the tables of one layer and say how it went; raises only if a table is missing or can't be read.

    Every outcome becomes a row of `quality.check_results` in the same file, and the data docs of the run (both gates,
    as far as they have run) are written to `docs_dir`. All connections to the file are closed on return.
    """
    from expectations import checkpoint, data_docs, results  # imports great-expectations, which takes seconds

    outcomes = results.name_pages(checkpoint.check_layer(name, db_path, run_id), db_path)
    results.save_outcomes(outcomes, name, db_path, run_id)
    data_docs.write_docs(db_path, run_id, docs_dir)
    failed = [outcome for outcome in outcomes if not outcome.success]
    return GateResult(
        name=name,
        total=len(outcomes),
        passed=len(outcomes) - len(failed),
        critical_failures=[_as_failure(outcome) for outcome in failed if outcome.severity == "critical"],
        warnings=[_as_failure(outcome) for outcome in failed if outcome.severity != "critical"],
    )


def _as_failure(outcome: Outcome) -> Failure:
    if outcome.error:
        return Failure(outcome.suite, outcome.expectation, f"could not be checked: {outcome.error}")
    rows = "; ".join(
        f"row {row.row_id}" + (f" of {row.page or row.document_id}" if row.document_id else "") + f": {row.found}"
        for row in outcome.samples[:NAMED_ROWS]
    )
    if not rows:
        return Failure(outcome.suite, outcome.expectation, f"found {outcome.observed}")
    more = "" if outcome.unexpected_count <= NAMED_ROWS else f" and {outcome.unexpected_count - NAMED_ROWS} more"
    return Failure(outcome.suite, outcome.expectation, rows + more)
