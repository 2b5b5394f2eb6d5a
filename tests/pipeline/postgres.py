"""A PostgreSQL server for one test: fresh, on loopback, with a password, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, or nothing where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve()] if on_path else sorted(DEBIAN.glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def running_postgres(user: str, password: str) -> Iterator[int]:
    """Start a server with a database of the user's name; give its port.

    initdb refuses root, so root becomes the user `postgres`.
    """
    bin_folder = programs()
    assert bin_folder is not None
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="tradepages-postgres-"))

    def call(*command: str) -> None:
        outcome = subprocess.run([*as_user, *command], cwd="/", capture_output=True, text=True)
        assert outcome.returncode == 0, f"{command}: {outcome.stdout}{outcome.stderr}"

    password_file = folder / "password"
    password_file.write_text(password)
    if as_user:
        for path in (folder, password_file):
            shutil.chown(path, "postgres", "postgres")
    port, data = free_port(), folder / "data"
    control = [str(bin_folder / "pg_ctl"), "-D", str(data), "-w"]
    call(str(bin_folder / "initdb"), "-D", str(data), "-U", user, f"--pwfile={password_file}", "--auth=scram-sha-256")
    options = f"-p {port} -h 127.0.0.1 -k {folder} -F"
    call(*control, "-o", options, "-l", str(folder / "log"), "start")
    try:
        subprocess.run(
            [str(bin_folder / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", user, user],
            env=os.environ | {"PGPASSWORD": password},
            check=True,
        )
        yield port
    finally:
        call(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
