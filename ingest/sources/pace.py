"""Take turns: a host is asked one thing at a time, with a pause between, and left alone when it asks for that.

Who is to be left alone, for a second or for hours, is kept in a folder: the batches of a run do not know one another.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import PermanentError, RejectReason
from ingest.files import replacing
from ingest.records import digest

LONGEST_WAIT = 60.0  # seconds that a run waits for one host; one that asks for more is left alone for that long
MOST_FAILURES = 6  # requests in a row that came to nothing: such a host is left alone
SILENT_FOR = 3 * 3600.0  # seconds for which a host is left alone that does not answer


class Host:
    """What is known of one host: when it may be asked again, or why it may not."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.path = folder / f"{digest(name)}.json"
        self.lock = threading.Lock()
        self.next_at = 0.0
        self.failures = 0
        self.closed: PermanentError | None = None
        self._recall()

    def answered(self) -> None:
        """Note that it is there."""
        self.failures = 0

    def failed(self) -> None:
        """Note that a request came to nothing."""
        self.failures += 1
        if self.failures >= MOST_FAILURES:
            problem = f"{self.name} did not answer {self.failures} times in a row"
            self._close(RejectReason.UNREADABLE, problem, SILENT_FOR)

    def rest(self, seconds: float) -> None:
        """Leave it alone for so long; where that is too long to wait for, the run does without it."""
        if seconds > LONGEST_WAIT:
            self._close(RejectReason.HTTP_ERROR, f"{self.name} asks to be left alone for {seconds:.0f} s", seconds)
        self.next_at = max(self.next_at, time.monotonic() + seconds)

    def keep(self) -> None:
        """Note what is left of the pause, for those who ask next."""
        left = self.next_at - time.monotonic()
        if self.closed is None and left > 0:
            self._write(left)

    def _close(self, reason: RejectReason, detail: str, seconds: float) -> None:
        self.closed = PermanentError(reason, detail)
        self._write(seconds, reason=reason, detail=detail)

    def _write(self, seconds: float, **why: str) -> None:
        with replacing(self.path) as temporary:
            temporary.write_text(json.dumps({"host": self.name, "until": time.time() + seconds, **why}))

    def _recall(self) -> None:
        if not self.path.exists():
            return
        kept = json.loads(self.path.read_text(encoding="utf-8"))
        left = kept["until"] - time.time()
        if left > 0 and "reason" in kept:
            self.closed = PermanentError(RejectReason(kept["reason"]), kept["detail"])
        elif left > 0:  # no longer than any pause is, should the clock have been set back
            self.next_at = time.monotonic() + min(left, LONGEST_WAIT)


class Turns:
    """The hosts of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.Lock()
        self.hosts: dict[str, Host] = {}

    @contextmanager
    def turn(self, name: str, delay: float) -> Iterator[Host]:
        """Wait until the host may be asked, and keep it for the block; `delay` is the pause after it, in seconds."""
        with self.lock:
            host = self.hosts.get(name) or self.hosts.setdefault(name, Host(name, self.folder))
        with host.lock:
            if host.closed is not None:
                raise PermanentError(host.closed.reason, host.closed.detail)
            time.sleep(max(0.0, host.next_at - time.monotonic()))
            try:
                yield host
            finally:
                host.next_at = max(host.next_at, time.monotonic() + delay)

    def close(self) -> None:
        """Keep the pauses that are not over: the next batch may ask the same hosts."""
        with self.lock:
            for host in self.hosts.values():
                host.keep()
