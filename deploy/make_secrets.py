"""Write `.env` with fresh random secrets, readable by its owner alone; docker-compose.yml starts with nothing less.

    python3 deploy/make_secrets.py [--force] [FILE]

An `.env` that is there stays as it is unless `--force` is given: the database and the stored connections are locked
with its secrets, and with new ones they cannot be opened again. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import base64
import os
import secrets
import sys
from pathlib import Path

ENV_FILE = Path(__file__).resolve().parent.parent / ".env"


def fresh_secrets() -> dict[str, str]:
    """Give a new value for each secret, of characters that no address, JSON or shell reads specially."""
    return {
        "TRADEPAGES_DB_PASSWORD": secrets.token_urlsafe(32),
        "TRADEPAGES_ADMIN_PASSWORD": secrets.token_urlsafe(18),
        "AIRFLOW__CORE__FERNET_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
        "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(32),
    }


def write_env(path: Path, *, force: bool = False) -> None:
    """Write the file with mode 600 from its first byte on; raises FileExistsError unless `force`."""
    if force:
        path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("# Written by `make secrets`; never committed. The containers read it.\n")
        file.writelines(f"{name}={value}\n" for name, value in fresh_secrets().items())


def main() -> int:
    """Read the command line, write, and say where."""
    parser = argparse.ArgumentParser(description="Write .env with fresh random secrets.")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("file", type=Path, nargs="?", default=ENV_FILE)
    options = parser.parse_args()
    try:
        write_env(options.file, force=options.force)
    except FileExistsError:
        print(
            f"{options.file} is there already, and the containers' database is locked with its password. "
            "To replace it all the same: make secrets FORCE=1",
            file=sys.stderr,
        )
        return 1
    print(f"{options.file}: five fresh secrets. The password of Airflow's user 'admin' is TRADEPAGES_ADMIN_PASSWORD.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
