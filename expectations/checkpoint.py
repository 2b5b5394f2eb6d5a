"""Run the suites of a layer with great-expectations, pushed down to DuckDB."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import duckdb
import great_expectations as gx
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from sqlalchemy import URL

from expectations import history, marts, staging
from expectations.checks import SAMPLES, Check
from expectations.duckdb_dialect import buffer_results
from expectations.gate import GateName
from expectations.results import Outcome, read_outcomes
from ingest.errors import TradepagesError

RESULT_FORMAT = {"result_format": "SUMMARY", "partial_unexpected_count": SAMPLES}
# How failing rows of a table are named: the page they come from, where there is one, and the row's key.
KEYS = {
    "stg_documents": ["document_id", "document_version_id"],
    "stg_trade_figures": ["document_id", "figure_id"],
    "stg_events": ["document_id", "event_mention_id"],
    "stg_rejects": ["source_uri", "reject_id"],
    "stg_page_visits": ["document_id", "source_uri"],
    "dim_documents": ["document_id", "document_version_id"],
    "fct_trade_figures": ["document_id", "figure_id"],
    "fct_trade_observations": ["observation_id"],
    "fct_contradictions": ["contradiction_id"],
    "fct_event_mentions": ["document_id", "event_mention_id"],
    "fct_events": ["event_id"],
}


def check_layer(name: GateName, db_path: Path, run_id: str) -> list[Outcome]:
    """Check every table of a layer and give the outcome of each expectation, in the suites' order."""
    if not db_path.is_file():
        raise TradepagesError(f"{db_path}: no such warehouse file. Load the run's pages first.")
    with duckdb.connect(str(db_path), read_only=True) as connection:
        usual = history.usual_row_counts(connection, run_id)
        suites = (staging if name == "staging" else marts).suites(run_id, usual)
        _refuse_unreadable(connection, [f"{name}.{table}" for table in suites], db_path)
    buffer_results()
    # It tells of a folder for docs that it does not make, and has set its own level.
    logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    assert isinstance(context, EphemeralDataContext)
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    address = URL.create("duckdb", database=str(db_path), query={"access_mode": "read_only"})
    source = context.data_sources.add_sql("warehouse", connection_string=address.render_as_string())
    try:
        return _run(context, source, name, suites)
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()


def _refuse_unreadable(connection: duckdb.DuckDBPyConnection, tables: list[str], db_path: Path) -> None:
    for table in tables:
        try:
            connection.execute(f"select * from {table} limit 0")
        except duckdb.Error as error:
            layer = table.partition(".")[0]
            raise TradepagesError(
                f"{db_path}: the {layer} gate cannot read {table}; has dbt built the selector `{layer}` in this file? "
                f"DuckDB says: {str(error).splitlines()[0]}"
            ) from error


def _run(
    context: EphemeralDataContext, source: SQLDatasource, layer: str, suites: dict[str, list[Check]]
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for table, checks in suites.items():
        with warnings.catch_warnings():  # the schema's other place, the connection, would need one for each layer
            warnings.filterwarnings("ignore", message="`schema_name` is deprecated", category=DeprecationWarning)
            asset = source.add_table_asset(table, table_name=table, schema_name=layer)
        suite = context.suites.add(gx.ExpectationSuite(name=table, expectations=checks))
        data = asset.add_batch_definition_whole_table("whole table")
        definition = gx.ValidationDefinition(name=table, data=data, suite=suite)
        definition = context.validation_definitions.add(definition)
        result_format = {**RESULT_FORMAT, "unexpected_index_column_names": KEYS[table]}
        place = {
            check.description: place for place, check in enumerate(checks)
        }  # results come in an order of their own
        outcomes += sorted(
            read_outcomes(definition.run(result_format=result_format)), key=lambda o: place[o.expectation]
        )
    return outcomes
