"""A home for the data of one test module."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pipeline.home import Home


@pytest.fixture(scope="module")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Home]:
    return lambda: Home(tmp_path_factory.mktemp("home"))
