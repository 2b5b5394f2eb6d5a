"""The description of the containers: well formed, with no default secret, reachable from this machine alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.pipeline.compose import FILE, ROOT, MissingVariableError, read_env, read_services

SECRETS = {
    "TRADEPAGES_DB_PASSWORD",
    "TRADEPAGES_ADMIN_PASSWORD",
    "AIRFLOW__CORE__FERNET_KEY",
    "AIRFLOW__API_AUTH__JWT_SECRET",
    "AIRFLOW__API__SECRET_KEY",
}
AIRFLOW_SERVICES = {"init", "api-server", "scheduler", "dag-processor", "triggerer"}


def make_secrets(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "deploy/make_secrets.py"), *options, str(path)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    assert make_secrets(tmp_path / ".env").returncode == 0
    return tmp_path / ".env"


def test_file_follows_the_compose_specification() -> None:
    check = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    outcome = subprocess.run(check, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_nothing_starts_without_every_secret(env_file: Path, missing: str) -> None:
    variables = read_env(env_file)
    assert read_services(variables)
    del variables[missing]
    with pytest.raises(MissingVariableError, match=missing):
        read_services(variables)


def test_no_secret_stands_in_the_file_or_in_the_settings(env_file: Path) -> None:
    for service in read_services(read_env(env_file)).values():
        for name, value in service["environment"].items():
            if any(word in name for word in ("PASSWORD", "SECRET", "KEY")):
                assert value in read_env(env_file).values(), name
    assert not SECRETS & read_env(ROOT / "deploy/airflow.env").keys()


def test_ports_are_open_to_this_machine_alone(env_file: Path) -> None:
    services = read_services(read_env(env_file))
    ports = {name: port for name, service in services.items() for port in service.get("ports", [])}
    assert ports.keys() == {"api-server", "reports"}
    assert all(port.startswith("127.0.0.1:") for port in ports.values())


def test_services_share_one_jwt_secret_and_are_watched(env_file: Path) -> None:
    services = read_services(read_env(env_file))
    assert services.keys() == AIRFLOW_SERVICES | {"postgres", "reports"}
    shared = {services[name]["environment"]["AIRFLOW__API_AUTH__JWT_SECRET"] for name in AIRFLOW_SERVICES}
    assert len(shared) == 1
    assert all("healthcheck" in service for name, service in services.items() if name != "init")


def test_services_can_do_no_more_than_they_need(env_file: Path) -> None:
    for name, service in read_services(read_env(env_file)).items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
    assert "\nUSER tradepages\n" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_secrets_are_fresh_and_their_owners_alone(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        old = os.umask(0)
        try:
            assert make_secrets(tmp_path / name).returncode == 0
        finally:
            os.umask(old)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        made.append(read_env(tmp_path / name))
    assert made[0].keys() == SECRETS
    values = [value for secrets in made for value in secrets.values()]
    assert len(set(values)) == len(values)
    assert min(map(len, values)) >= 24
    Fernet(made[0]["AIRFLOW__CORE__FERNET_KEY"])


def test_secrets_are_replaced_only_when_told_so(env_file: Path) -> None:
    before = env_file.read_text()
    refused = make_secrets(env_file)
    assert refused.returncode == 1
    assert "FORCE=1" in refused.stderr
    assert env_file.read_text() == before
    assert make_secrets(env_file, "--force").returncode == 0
    assert env_file.read_text() != before
