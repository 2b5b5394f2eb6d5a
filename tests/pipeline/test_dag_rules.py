"""What every DAG of ours keeps to, read off the DAGs as Airflow parses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import TradepagesError, TransientError

DAGS = Path(__file__).parents[2] / "dags"
WRITERS = {
    "prepare_run",
    "load_raw",
    "build_staging",
    "check_staging",
    "build_intermediate",
    "build_marts",
    "check_marts",
    "publish_warehouse",
}
READERS = {"discover_pages", "fetch_pages", "clean_pages", "extract_facts", "publish_report"}


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The DAGs as Airflow parses them; Airflow reads its home when it is imported, so that comes first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        patch.setenv("TRADEPAGES_SCHEDULE", "30 4 * * 1-5")
        patch.setenv("TRADEPAGES_TIMEZONE", "Asia/Jakarta")
        from airflow.dag_processing.dagbag import DagBag

        yield DagBag(dag_folder=str(DAGS), collect_dags=True)


@pytest.fixture(scope="module")
def nightly(bag: Any) -> Any:
    return bag.dags["nightly"]


def test_every_file_gives_a_dag_of_its_own_name(bag: Any) -> None:
    assert bag.import_errors == {}
    assert {dag_id: Path(dag.fileloc).stem for dag_id, dag in bag.dags.items()} == {
        path.stem: path.stem for path in DAGS.glob("*.py")
    }
    assert bag.dags


def test_every_dag_says_whose_it_is_and_what_to_do(bag: Any) -> None:
    for dag in bag.dags.values():
        assert dag.owner == "tradepages"
        assert dag.tags
        assert all(f"`{task.task_id}`" in dag.doc_md for task in dag.tasks), "the runbook names every task"


def test_schedule_comes_from_the_settings(nightly: Any) -> None:
    from airflow.sdk import CronDataIntervalTimetable

    assert isinstance(nightly.timetable, CronDataIntervalTimetable)
    assert nightly.timetable.expression == "30 4 * * 1-5"
    assert str(nightly.timetable.timezone) == "Asia/Jakarta"
    assert nightly.catchup is False
    assert nightly.max_active_runs == 1


def test_what_writes_waits_for_the_one_slot(nightly: Any) -> None:
    pools = {task.task_id: task.pool for task in nightly.tasks}
    assert pools.keys() == WRITERS | READERS
    assert {task_id for task_id, pool in pools.items() if pool == "duckdb_writer"} == WRITERS


def test_pools_are_the_ones_that_are_made(nightly: Any) -> None:
    made = json.loads((DAGS.parent / "deploy/pools.json").read_text(encoding="utf-8"))
    assert {task.pool for task in nightly.tasks} <= made.keys() | {"default_pool"}
    assert made["duckdb_writer"]["slots"] == 1


def test_order_of_the_steps(nightly: Any) -> None:
    order = [task.task_id for task in nightly.topological_sort()]
    assert order == [
        "prepare_run",
        "discover_pages",
        "fetch_pages",
        "clean_pages",
        "extract_facts",
        "load_raw",
        "build_staging",
        "check_staging",
        "build_intermediate",
        "build_marts",
        "check_marts",
        "publish_warehouse",
        "publish_report",
    ]
    for earlier, later in pairwise(order):
        assert later in nightly.task_dict[earlier].downstream_task_ids


def test_only_what_asks_the_network_is_tried_again(nightly: Any) -> None:
    retried = {task.task_id for task in nightly.tasks if task.retries}
    assert retried == {"discover_pages", "fetch_pages"}
    policy = nightly.task_dict["fetch_pages"].retry_policy
    decided = {
        error: policy.evaluate(error("told"), 1, 3).action.value for error in (TransientError, TradepagesError, OSError)
    }
    assert decided == {TransientError: "retry", TradepagesError: "fail", OSError: "default"}


def test_publishing_and_nothing_else_emits_the_asset(nightly: Any) -> None:
    outlets = {task.task_id: [asset.name for asset in task.outlets] for task in nightly.tasks if task.outlets}
    assert outlets == {"publish_warehouse": ["tradepages_warehouse"]}
