from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import TradepagesError
from ingest.settings import PROJECT_ROOT, Settings


def test_everything_lies_under_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRADEPAGES_HOME", str(tmp_path))
    settings = Settings()
    for path in (settings.warehouse, settings.landing, settings.build, settings.data_docs):
        assert path.parent == tmp_path


def test_defaults_work_on_one_machine() -> None:
    settings = Settings()
    assert settings.home == PROJECT_ROOT / "data"
    assert settings.pages_dir is None
    assert settings.workers >= 1


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    # `make run` passes PAGES on also where it is not set.
    monkeypatch.setenv("TRADEPAGES_PAGES", "")
    monkeypatch.setenv("TRADEPAGES_BATCH_PAGES", "")
    assert (Settings().pages_dir, Settings().batch_pages) == (None, 300)


def test_a_relative_folder_starts_where_the_user_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRADEPAGES_PAGES", "my pages")
    assert Settings().pages_dir == tmp_path / "my pages"


@pytest.mark.parametrize("value", ["many", "0", "-3", "2.5"])
def test_a_setting_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TRADEPAGES_PAGE_SECONDS", value)
    with pytest.raises(TradepagesError, match=f"TRADEPAGES_PAGE_SECONDS='{value}'"):
        Settings()
