"""Run the nightly DAG once under `airflow dags test`: one line a task on the screen, all that is said in a log file.

Started by `run_once.sh`, which sets the environment. Ends with Airflow's exit code: not 0 when the run failed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console

STARTED = re.compile(r"\[DAG TEST\] starting task_id=(\S+)")
ENDED = re.compile(r"\[DAG TEST\] end task task_id=(\S+)")
BROKEN = re.compile(r"Task failed with exception|Failed to import:")  # a traceback follows
OUR_ERROR = re.compile(r"\Aingest\.errors\.\w+: ")  # its text is written for the user; the name of its class is not
NEW_ENTRY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


class Progress:
    """What the log lines tell: which task runs, how long it took over all its batches, and what went wrong."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.task, self.batches, self.seconds = "", 0, 0.0
        self.started_at = time.monotonic()
        self.error: list[str] = []
        self.in_error = False

    def read(self, line: str) -> None:
        """Take in one line of Airflow's log."""
        if started := STARTED.search(line):
            if started[1] != self.task:
                self.close()
                self.task = started[1]
            self.started_at = time.monotonic()
        elif ENDED.search(line):
            self.batches += 1
            self.seconds += time.monotonic() - self.started_at
        elif BROKEN.search(line):
            self.error, self.in_error = [], True
        elif NEW_ENTRY.match(line):
            self.in_error = False
        elif self.in_error or (line.startswith("Traceback") and not self.error):
            self.in_error = True
            self.error.append(line.rstrip())

    def close(self) -> None:
        """Print the task that has ended."""
        if self.task:
            batches = f"  ({self.batches} batches)" if self.batches > 1 else ""
            self.console.print(f"  {self.task:<20}{self.seconds:6.1f} s{batches}", highlight=False)
        self.task, self.batches, self.seconds = "", 0, 0.0

    def reason(self) -> str:
        """The last exception's own words: what stands behind the last frame of the traceback and its line of code."""
        frames = [number for number, line in enumerate(self.error) if line.startswith('  File "')]
        told = [line for line in self.error[frames[-1] :] if line] if frames else self.error
        while told and told[0].startswith(" "):
            del told[0]
        return OUR_ERROR.sub("", "\n".join(told)) or "it could not start"


def main() -> int:
    """Run, show, and return the exit code."""
    log_file = Path(os.environ["AIRFLOW_HOME"], "run.log")
    progress = Progress(Console())
    command = ["airflow", "dags", "test", "nightly"]
    with (
        log_file.open("w", encoding="utf-8") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as run,
    ):
        assert run.stdout is not None
        for line in run.stdout:
            log.write(line)
            progress.read(line)
    progress.close()
    if run.returncode:
        progress.console.print(
            f"The run failed: {progress.reason()}\nNothing was published. The whole log: {log_file}",
            style="red",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
