"""`make up`: the four services on loopback, opened by a password that Airflow made, and all gone at the end."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from tests.pipeline.home import ROOT
from tests.pipeline.postgres import free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SECONDS_TO_START = 150


@dataclass(frozen=True)
class Up:
    """A running `make up`."""

    process: subprocess.Popen[str]
    home: Path
    address: str

    def health(self) -> dict[str, dict[str, str]]:
        """What the API server knows of each service."""
        try:
            found: dict[str, dict[str, str]] = httpx.get(f"{self.address}/api/v2/monitor/health").json()
        except httpx.TransportError:
            return {}
        return found

    def family(self) -> list[psutil.Process]:
        """The process and all that it started."""
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    home, port = tmp_path_factory.mktemp("home"), free_port()
    process = subprocess.Popen(
        [ROOT / "deploy/up.sh"],
        env=os.environ
        | {"TRADEPAGES_HOME": str(home), "AIRFLOW__API__PORT": str(port), "TRADEPAGES_SCHEDULE": "0 2 1 1 *"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Up(process, home, f"http://127.0.0.1:{port}")
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while {told.get("status") for told in running.health().values()} != {"healthy"}:
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < deadline, running.health()
            time.sleep(1)
        yield running
    finally:
        process.terminate()
        process.wait(60)


def test_all_four_services_are_healthy(up: Up) -> None:
    assert up.health().keys() == {"metadatabase", "scheduler", "triggerer", "dag_processor"}


def test_every_port_is_on_loopback(up: Up) -> None:
    listening = set()
    for process in up.family():
        with suppress(psutil.NoSuchProcess):  # one that ended while we looked
            connections = process.net_connections("inet")
            listening |= {each.laddr.ip for each in connections if each.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_only_the_password_that_airflow_made_opens_it(up: Up) -> None:
    file = up.home / "airflow/simple_auth_manager_passwords.json.generated"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    password = json.loads(file.read_text())["admin"]
    assert len(password) >= 16
    token = f"{up.address}/auth/token"
    assert "access_token" in httpx.post(token, json={"username": "admin", "password": password}).json()
    assert httpx.post(token, json={"username": "admin", "password": "admin"}).is_client_error


def test_the_end_is_the_end_of_all(up: Up) -> None:
    """The last test of the module: it ends what the others look at."""
    family = up.family()
    assert len(family) >= 4
    up.process.terminate()
    assert up.process.wait(60) is not None
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
