"""docker-compose.yml read the way Compose reads it, and its services' commands run on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


class MissingVariableError(Exception):
    """A variable that the file asks for is not set; Compose stops here."""


def interpolate(text: str, variables: Mapping[str, str]) -> str:
    """Put values in the place of `${NAME:?why}` and `${NAME:-default}`."""

    def value(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        if variables.get(name):
            return variables[name]
        if kind == "-":
            return str(rest)
        raise MissingVariableError(f"{name}: {rest}")

    return VARIABLE.sub(value, text)


def read_services(variables: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Give the services with their variables filled in."""
    content: dict[str, Any] = yaml.safe_load(interpolate(FILE.read_text(encoding="utf-8"), variables))
    services: dict[str, dict[str, Any]] = content["services"]
    return services


def read_env(path: Path) -> dict[str, str]:
    """Read a file of NAME=value lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def image_env() -> dict[str, str]:
    """What the Dockerfile sets for every service."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    (line,) = re.findall(r"^ENV (.*)$", text, re.MULTILINE)
    return dict(pair.split("=", 1) for pair in line.split())


@dataclass
class Native:
    """The services of the file as processes of this machine: other folders and ports, and the rest as it is written."""

    folder: Path
    variables: Mapping[str, str]
    replaced: Mapping[str, str]  # addresses and ports as the file names them -> what they are here
    api: str = ""
    reports: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def here(self, service: str, text: str) -> str:
        """Turn a value of the file into one that holds on this machine."""
        for there, here in self.replaced.items():
            text = text.replace(there, here)
        folders = {"/app": ROOT, "/tmp/airflow": self.folder / service, "/data": self.data, "/logs": self.logs}
        for folder, path in folders.items():
            if text == folder or text.startswith(f"{folder}/"):
                return f"{path}{text.removeprefix(folder)}"
        return text

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def start(self, name: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a service's command with its environment."""
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                self._command(name, "command"),
                cwd=ROOT,
                env=self._env(name) | more,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes[name] = process
        return process

    def is_healthy(self, name: str, **more: str) -> bool:
        """Run a service's health check."""
        check = self._command(name, "healthcheck")
        return (
            subprocess.run(check, cwd=ROOT, env=self._env(name) | more, capture_output=True, timeout=60).returncode == 0
        )

    def log(self, name: str) -> str:
        """The end of what a service has said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def stop(self) -> None:
        """End every process that was started here."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def _command(self, name: str, kind: str) -> list[str]:
        service = read_services(self.variables)[name]
        words = service["command"] if kind == "command" else service["healthcheck"]["test"][1:]
        return [self.here(name, str(word)) for word in words]

    def _env(self, name: str) -> dict[str, str]:
        service = read_services(self.variables)[name]
        env = (
            image_env() | (read_env(ROOT / service["env_file"]) if service["env_file"] else {}) | service["environment"]
        )
        own = {key: self.here(name, str(value)) for key, value in env.items()}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return own | {"PATH": path, "HOME": str(self.folder)}
