"""The report in a real browser: it fits a narrow window and follows the reader's dark style."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from expectations import run_gate
from reports import build_report

CHROMIUM = shutil.which("chromium")
MEASURE = (
    "<script>document.title = [document.documentElement.scrollWidth, window.innerWidth, "
    "getComputedStyle(document.body).backgroundColor].join('|')</script></body>"
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)")


@pytest.fixture
def measured(good_warehouse: Path, tmp_path: Path) -> Path:
    """The report with a script that puts its measures into its title."""
    run_gate("marts", good_warehouse, "nightly_2026-11-20", tmp_path / "docs")
    index = build_report(good_warehouse, tmp_path / "report")
    index.write_text(index.read_text(encoding="utf-8").replace("</body>", MEASURE), encoding="utf-8")
    return index


def measures(page: Path, profile: Path, *options: str) -> list[str]:
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *options]
    shown = subprocess.run([*command, "--dump-dom", page.as_uri()], capture_output=True, check=True, timeout=120).stdout
    return lxml.html.fromstring(shown).findtext(".//title").split("|")


@pytest.mark.parametrize("width", [500, 1400])
def test_nothing_is_wider_than_the_window(measured: Path, tmp_path: Path, width: int) -> None:
    content, window, _ = measures(measured, tmp_path / "profile", f"--window-size={width},900")
    assert int(window) <= width
    assert int(content) <= int(window)


def test_the_dark_style_is_followed(measured: Path, tmp_path: Path) -> None:
    dark = measures(measured, tmp_path / "profile", "--blink-settings=preferredColorScheme=0")
    light = measures(measured, tmp_path / "profile", "--blink-settings=preferredColorScheme=1")
    assert (dark[2], light[2]) == ("rgb(20, 24, 30)", "rgb(251, 250, 247)")
