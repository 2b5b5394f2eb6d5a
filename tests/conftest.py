"""What every test shares. pytest-socket (pyproject.toml) refuses connections to anything but this machine."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Airflow, dbt and great-expectations run with the settings of every other run: nothing is reported to anyone.
for line in (ROOT / "deploy/airflow.env").read_text(encoding="utf-8").splitlines():
    name, equals, value = line.partition("=")
    if equals and not name.startswith("#"):
        os.environ.setdefault(name, value)
# A developer's own data are not the tests' to touch: each test that needs a home makes its own.
for name in [name for name in os.environ if name.startswith("TRADEPAGES_")]:
    del os.environ[name]
