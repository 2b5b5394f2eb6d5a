"""The dbt project itself: its unit tests, and that its names agree with the rest of the house."""

from __future__ import annotations

import csv
from dataclasses import fields

import yaml

from ingest.records import Event, TradeFigure
from tests.warehouse.house import DBT_PROJECT, Warehouse


def test_unit_tests_of_the_models(built: Warehouse) -> None:
    built.dbt(built.path, "test", "--selector", "code")


def test_facts_keep_the_field_names_of_the_records(built: Warehouse) -> None:
    columns = {
        table: {name for (name,) in built.rows(f"select column_name from (describe marts.{table})")}
        for table in ("fct_trade_figures", "fct_event_mentions")
    }
    assert {field.name for field in fields(TradeFigure)} <= columns["fct_trade_figures"]
    assert {field.name for field in fields(Event)} <= columns["fct_event_mentions"]


def test_every_country_and_province_has_its_code(built: Warehouse) -> None:
    assert built.rows(
        "select count(*) from marts.dim_places where iso_alpha3 is not null and m49_code is not null"
    ) == [(249,)]
    assert built.rows("select count(*) from marts.dim_places where kind = 'province' and iso_3166_2 like 'CN-%'") == [
        (31,)
    ]
    assert built.rows(
        """
        select count(*) from marts.dim_place_members
        where group_code = 'ASEAN' and date '2025-10-27' between valid_from and coalesce(valid_to, '9999-12-31')
        """
    ) == [(11,)]


def test_countries_are_named_as_the_lexicon_names_them() -> None:
    lexicon = {row["iso_code"]: row["name"] for row in _seed("places") if row["kind"] == "country"}
    named = {row["country_code"]: row["country_name"] for row in _seed("countries")}
    assert {code: named.get(code) for code in lexicon} == lexicon


def test_every_model_says_what_one_row_is_and_describes_its_columns() -> None:
    for path in DBT_PROJECT.glob("models/**/*.sql"):
        model = yaml.safe_load(path.with_suffix(".yml").read_text())["models"][0]
        assert model["name"] == path.stem
        assert model["description"].startswith("One row per "), path
        assert all(column.get("description") for column in model["columns"]), path


def _seed(name: str) -> list[dict[str, str]]:
    with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
