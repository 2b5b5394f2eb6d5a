"""The containers' services as processes of this machine: a real scheduler, LocalExecutor and PostgreSQL.

What runs is what docker-compose.yml, the Dockerfile and `make secrets` say; only folders and ports are others.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.pipeline.compose import ROOT, Native, read_env
from tests.pipeline.home import Home
from tests.pipeline.postgres import free_port, programs, running_postgres

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(programs() is None, reason="needs PostgreSQL's server programs (Debian: postgresql)"),
]
LONG_RUNNING = ("api-server", "scheduler", "dag-processor", "triggerer", "reports")


def wait_for(what: str, happened: Callable[[], Any], native: Native, seconds: float) -> Any:
    """Ask once a second until it has happened; fail with the services' last words."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for name, process in native.processes.items():
            assert process.poll() is None, f"{name} has ended:\n{native.log(name)}"
        if found := happened():
            return found
        time.sleep(1)
    logs = "\n".join(f"== {name}\n{native.log(name)}" for name in native.processes)
    raise AssertionError(f"{what}: not within {seconds} s\n{logs}")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Native]:
    folder = tmp_path_factory.mktemp("services")
    env_file = folder / ".env"
    subprocess.run([sys.executable, ROOT / "deploy/make_secrets.py", env_file], check=True)
    secrets = read_env(env_file)
    with running_postgres("airflow", secrets["TRADEPAGES_DB_PASSWORD"]) as database_port:
        api_port, health_port, reports_port = free_port(), free_port(), free_port()
        replaced = {
            "@postgres:5432/": f"@127.0.0.1:{database_port}/",
            "http://api-server:8080": f"http://127.0.0.1:{api_port}",
            "localhost:8080": f"127.0.0.1:{api_port}",
            "localhost:8974": f"127.0.0.1:{health_port}",
            "localhost:8081": f"127.0.0.1:{reports_port}",
            "8081": str(reports_port),
        }
        native = Native(folder, secrets, replaced)
        native.data.mkdir()
        native.logs.mkdir()
        try:
            assert native.start("init").wait(180) == 0, native.log("init")
            del native.processes["init"]
            native.start("api-server", AIRFLOW__API__PORT=str(api_port), AIRFLOW__API__HOST="127.0.0.1")
            native.start("scheduler", AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT=str(health_port))
            for name in ("dag-processor", "triggerer", "reports"):
                native.start(name)
            native.api = f"http://127.0.0.1:{api_port}"
            native.reports = f"http://127.0.0.1:{reports_port}"
            yield native
        finally:
            native.stop()


@pytest.fixture(scope="module")
def api(services: Native) -> Iterator[httpx.Client]:
    """The API as the user `admin`, with the password that `make secrets` made."""
    wait_for("the API server answers", lambda: services.is_healthy("api-server"), services, 120)
    user = {"username": "admin", "password": services.variables["TRADEPAGES_ADMIN_PASSWORD"]}
    token = httpx.post(f"{services.api}/auth/token", json=user).raise_for_status().json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{services.api}/api/v2", headers=headers, timeout=30) as client:
        yield client


def test_a_wrong_or_a_usual_password_opens_nothing(services: Native, api: httpx.Client) -> None:
    for password in ("admin", "airflow", ""):
        answer = httpx.post(f"{services.api}/auth/token", json={"username": "admin", "password": password})
        assert answer.is_client_error, password
        assert "access_token" not in answer.text
    assert httpx.get(f"{services.api}/api/v2/dags").status_code == 401


def test_a_triggered_night_is_published_and_its_reports_are_served(services: Native, api: httpx.Client) -> None:
    wait_for("the DAG is known", lambda: api.get("/dags/nightly").status_code == 200, services, 120)
    pools = {pool["name"]: pool["slots"] for pool in api.get("/pools").raise_for_status().json()["pools"]}
    assert pools["duckdb_writer"] == pools["web"] == 1
    run = api.post("/dags/nightly/dagRuns", json={"logical_date": None}).raise_for_status().json()["dag_run_id"]

    def state() -> str | None:
        told = str(api.get(f"/dags/nightly/dagRuns/{run}").raise_for_status().json()["state"])
        return told if told in {"success", "failed"} else None

    assert wait_for("the night ends", state, services, 600) == "success"
    home = Home(services.data)
    pages = {path.as_uri() for path in (ROOT / "seeds/pages").iterdir()}
    assert {uri for (uri,) in home.rows("select source_uri from marts.dim_documents")} == pages
    assert home.rows("select count(*) from marts.fct_trade_figures")[0][0]
    for page in ("/", "/report/", "/data-docs/index.html"):
        assert "<" in httpx.get(services.reports + page).raise_for_status().text
    for hidden in ("/warehouse.duckdb", "/landing/", "/report/../warehouse.duckdb"):
        assert httpx.get(services.reports + hidden).status_code == 404
    tasks = api.get(f"/dags/nightly/dagRuns/{run}/taskInstances").raise_for_status().json()["task_instances"]
    assert {task["state"] for task in tasks} == {"success"}
    assert {task["pool"] for task in tasks if task["task_id"] == "publish_warehouse"} == {"duckdb_writer"}
    events = api.get("/assets/events").raise_for_status().json()["asset_events"]
    assert run in {event["source_run_id"] for event in events}


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_health_check_of_the_service(services: Native, api: httpx.Client, name: str) -> None:
    wait_for(f"{name} is healthy", lambda: services.is_healthy(name), services, 120)
