"""The nightly run: new pages in, a published warehouse out.

Wiring only: each task calls one function of `ingest.steps` or `expectations`, and tasks hand each other paths, never
data. `make run` runs it once, `make up` on its schedule; `runbook.md` says what to do when a task fails.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import Asset, CronDataIntervalTimetable, TriggerRule, chain, dag, task
from airflow.sdk.exceptions import AirflowFailException
from cosmos import ProfileConfig
from cosmos.constants import InvocationMode
from cosmos.operators.local import DbtBuildLocalOperator

from ingest.settings import PROJECT_ROOT, Settings

SETTINGS = Settings()
WAREHOUSE = Asset("tradepages_warehouse")
WRITER = "duckdb_writer"  # one slot (deploy/pools.json): DuckDB has one writing process at a time
WEB = "web"  # one slot: two batches may ask the same site, and a site is asked one thing at a time
DBT_PROFILE = ProfileConfig("tradepages", "build", profiles_yml_filepath=PROJECT_ROOT / "dbt_project/profiles.yml")

BATCH_NAME = "{{ task.op_kwargs['path'].rpartition('/')[2] }}"  # what the grid shows instead of a number


def dbt_build(layer: str) -> DbtBuildLocalOperator:
    """One `dbt build` of a layer, in the warehouse file of this run."""
    return DbtBuildLocalOperator(
        task_id=f"build_{layer}",
        selector=layer,
        project_dir=str(PROJECT_ROOT / "dbt_project"),
        profile_config=DBT_PROFILE,
        env={"TRADEPAGES_BUILD_DB": "{{ ti.xcom_pull(task_ids='prepare_run') }}/warehouse.duckdb"},
        invocation_mode=InvocationMode.DBT_RUNNER,
        install_deps=False,
        emit_datasets=False,
        pool=WRITER,
    )


def check(layer: str, run_dir: Any) -> Any:
    """The quality gate behind a layer; a critical failure ends the run, for a second look would see the same data."""

    @task(task_id=f"check_{layer}", pool=WRITER)
    def check_layer(run_dir: str) -> str:
        from expectations import run_gate

        result = run_gate(layer, Path(run_dir, "warehouse.duckdb"), Path(run_dir).name, Path(run_dir, "data-docs"))
        if result.critical_failures:
            raise AirflowFailException(f"Not published: {result.critical_failures} critical checks failed at {layer}.")
        return f"{result.passed} of {result.total} checks passed, {result.warnings} warnings"

    return check_layer(run_dir)


@dag(
    schedule=CronDataIntervalTimetable(SETTINGS.schedule, timezone=SETTINGS.timezone),
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "tradepages", "retries": 0, "execution_timeout": timedelta(hours=4)},
    doc_md=Path(__file__).with_name("runbook.md").read_text(encoding="utf-8"),
    tags=["nightly", "warehouse"],
)
def nightly() -> None:
    @task(pool=WRITER)
    def prepare_run(name: str) -> str:
        from ingest import steps

        return steps.prepare_run(name)

    @task(retries=2, retry_delay=timedelta(minutes=1), retry_exponential_backoff=2, pool=WEB)
    def discover_pages(run_dir: str) -> list[str]:
        from ingest import steps

        return steps.discover_pages(run_dir)

    @task(
        retries=3,
        retry_delay=timedelta(minutes=1),
        retry_exponential_backoff=2,
        pool=WEB,
        map_index_template=BATCH_NAME,
    )
    def fetch_pages(path: str) -> str:
        from ingest import steps

        return steps.land_pages(path)

    @task(map_index_template=BATCH_NAME)
    def clean_pages(path: str) -> str:
        from ingest import steps

        return steps.clean_pages(path)

    @task(map_index_template=BATCH_NAME)
    def extract_facts(path: str) -> str:
        from ingest import steps

        return steps.extract_facts(path)

    # A night without pages skips the mapped tasks and still publishes what it knows of them: nothing new.
    @task(pool=WRITER, trigger_rule=TriggerRule.NONE_FAILED)
    def load_raw(run_dir: str) -> dict[str, Any]:
        from ingest import steps

        return steps.load_raw(run_dir)

    @task(pool=WRITER, outlets=[WAREHOUSE])
    def publish_warehouse(run_dir: str) -> dict[str, Any]:
        from ingest import steps

        return steps.publish_warehouse(run_dir)

    run_dir = prepare_run("{{ run_id }}")
    facts = extract_facts.expand(path=clean_pages.expand(path=fetch_pages.expand(path=discover_pages(run_dir))))
    chain(
        facts,
        load_raw(run_dir),
        dbt_build("staging"),
        check("staging", run_dir),
        dbt_build("intermediate"),
        dbt_build("marts"),
        check("marts", run_dir),
        publish_warehouse(run_dir),
    )


nightly()
