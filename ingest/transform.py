"""Build a layer of the dbt project in a run's warehouse, without the scheduler."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import TradepagesError
from ingest.run import RunFolder
from ingest.settings import PROJECT_ROOT

LAYERS = ("staging", "intermediate", "marts")
PROJECT = PROJECT_ROOT / "dbt_project"


def build_layer(run_dir: str, layer: str) -> int:
    """Run `dbt build` for one layer (a selector of dbt_project/selectors.yml); give the number of nodes built.

    Raises TradepagesError with what dbt says of each model or test that failed.
    """
    from dbt.artifacts.schemas.run import RunExecutionResult
    from dbt.cli.main import dbtRunner

    run = RunFolder(Path(run_dir))
    os.environ["TRADEPAGES_BUILD_DB"] = str(run.warehouse)
    target = run.path / "dbt"
    places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    places += ["--target-path", str(target), "--log-path", str(target)]
    outcome = dbtRunner().invoke(["--quiet", "--log-level", "none", "build", "--selector", layer, *places])
    if not isinstance(outcome.result, RunExecutionResult):
        raise TradepagesError(f"dbt could not build {layer}: {outcome.exception or 'see ' + str(target / 'dbt.log')}")
    if not outcome.success:
        failed = [f"{each.node.name}: {each.message}" for each in outcome.result if each.status in {"error", "fail"}]
        raise TradepagesError(f"dbt could not build {layer}:\n" + "\n".join(failed))
    return len(outcome.result)
