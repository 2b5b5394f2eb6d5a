"""An Airflow plugin for one test: after `load_raw` it changes one loaded figure to a currency that does not exist."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb
from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin


@hookimpl
def on_task_instance_success(previous_state: Any, task_instance: Any) -> None:
    """Called by Airflow after each task."""
    if task_instance.task_id != "load_raw":
        return
    run_dir = task_instance.xcom_pull(task_ids="prepare_run")
    with duckdb.connect(str(Path(run_dir, "warehouse.duckdb"))) as connection:
        connection.execute(
            """
            update raw.trade_figures set currency = 'XQX'
            where figure_id = (select min(figure_id) from raw.trade_figures where currency is not null)
            """
        )


class SlipInCurrency(AirflowPlugin):
    """Registers this module as a listener."""

    name = "slip_in_currency"
    listeners = [sys.modules[__name__]]  # noqa: RUF012 - as Airflow's plugins are written
