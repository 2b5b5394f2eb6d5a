"""Fixtures of the warehouse tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.house import Warehouse, event, figure, page


@pytest.fixture(scope="session")
def dbt_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one folder for what dbt writes, so that it parses the project once."""
    return tmp_path_factory.mktemp("dbt")


@pytest.fixture
def house(tmp_path: Path, dbt_folder: Path) -> Warehouse:
    """Give an empty home."""
    return Warehouse(tmp_path, dbt_folder)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, dbt_folder: Path) -> Warehouse:
    """Give a home after one night of one page, to look at only."""
    house = Warehouse(tmp_path_factory.mktemp("built"), dbt_folder)
    house.night([page("report", figure(), event())])
    return house
