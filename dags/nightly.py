"""The nightly run: new pages in, a published warehouse out.

Wiring only: each task calls one function of `ingest.steps` or `expectations`, and tasks hand each other paths, never
data. `make run` runs it once, `make up` on its schedule; `runbook.md` says what to do when a task fails.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import Asset, CronDataIntervalTimetable, ExceptionRetryPolicy, RetryAction, RetryRule, chain, dag, task
from cosmos import ProfileConfig
from cosmos.constants import InvocationMode
from cosmos.operators.local import DbtBuildLocalOperator

from ingest.errors import TradepagesError, TransientError
from ingest.settings import PROJECT_ROOT, Settings

SETTINGS = Settings()
DBT_PROJECT = PROJECT_ROOT / "dbt_project"

# Pools of one slot each, made from deploy/pools.json.
WRITER = "duckdb_writer"  # DuckDB has one writing process at a time
WEB = "web"  # two batches may ask the same site, and a site is asked one thing at a time

# What asks the network is tried again, after 1, 2 and 4 minutes; but a mistake in the settings is the same each time.
RETRIED: dict[str, Any] = {
    "retries": 3,
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": 2,
    "retry_policy": ExceptionRetryPolicy(
        rules=[RetryRule(TransientError, RetryAction.RETRY), RetryRule(TradepagesError, RetryAction.FAIL)]
    ),
}
# One task instance a batch; the grid shows the batch's file instead of a number.
BATCHED = {"map_index_template": "{{ task.op_kwargs['path'].rpartition('/')[2] }}"}


def step(name: str, task_id: str | None = None, **options: Any) -> Any:
    """A task that calls `ingest.steps.<name>` with a path; the import waits for the task, for it takes seconds."""

    @task(task_id=task_id or name, **options)
    def call(path: str) -> Any:
        from ingest import steps

        return getattr(steps, name)(path)

    return call


def build(layer: str) -> DbtBuildLocalOperator:
    """One `dbt build` of a layer, in the warehouse file of this run."""
    return DbtBuildLocalOperator(
        task_id=f"build_{layer}",
        selector=layer,
        project_dir=str(DBT_PROJECT),
        profile_config=ProfileConfig("tradepages", "build", profiles_yml_filepath=DBT_PROJECT / "profiles.yml"),
        env={"TRADEPAGES_BUILD_DB": "{{ ti.xcom_pull(task_ids='prepare_run') }}/warehouse.duckdb"},
        invocation_mode=InvocationMode.DBT_RUNNER,
        install_deps=False,
        cache_dir=SETTINGS.home / "airflow/dbt",  # what dbt has parsed: three builds a night read one project
        should_store_compiled_sql=False,
        emit_datasets=False,
        pool=WRITER,
    )


def check(layer: str, run_dir: Any) -> Any:
    """The quality gate behind a layer: a critical failure ends the run before anything is published."""

    @task(task_id=f"check_{layer}", pool=WRITER)
    def call(path: str) -> None:
        from expectations import run_gate

        run = Path(path)
        run_gate(layer, run / "warehouse.duckdb", run.name, run / "data-docs").raise_if_critical()

    return call(run_dir)


@task(task_id="publish_report")
def report() -> str:
    """The report page beside the published warehouse."""
    from reports import build_report

    return str(build_report(SETTINGS.warehouse, SETTINGS.report))


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
    run_dir = step("prepare_run", pool=WRITER)("{{ run_id }}")
    batches = step("discover_pages", pool=WEB, **RETRIED)(run_dir)
    landed = step("land_pages", task_id="fetch_pages", pool=WEB, **RETRIED, **BATCHED).expand(path=batches)
    cleaned = step("clean_pages", **BATCHED).expand(path=landed)
    facts = step("extract_facts", **BATCHED).expand(path=cleaned)
    chain(
        facts,
        # A night without pages skips the batches' tasks; its visit is loaded and published like any other.
        step("load_raw", pool=WRITER, trigger_rule="none_failed")(run_dir),
        build("staging"),
        check("staging", run_dir),
        build("intermediate"),
        build("marts"),
        check("marts", run_dir),
        step("publish_warehouse", pool=WRITER, outlets=[Asset("tradepages_warehouse")])(run_dir),
        report(),
    )


nightly()
