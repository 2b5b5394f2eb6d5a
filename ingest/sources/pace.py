"""Take turns: a host is asked one thing at a time, with a pause between, and left alone when it asks for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import PermanentError, RejectReason

LONGEST_WAIT = 60.0  # seconds that a run waits for one host; a longer `Retry-After` leaves it to the next night
MOST_FAILURES = 6  # requests in a row that came to nothing: such a host is left alone for the rest of the batch


class Host:
    """What this run knows of one host: when it may be asked again, or why it may not."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lock = threading.Lock()
        self.next_at = 0.0
        self.failures = 0
        self.closed: PermanentError | None = None

    def answered(self) -> None:
        """Note that it is there."""
        self.failures = 0

    def failed(self) -> None:
        """Note that a request came to nothing."""
        self.failures += 1
        if self.failures >= MOST_FAILURES:
            self.closed = PermanentError(
                RejectReason.UNREADABLE, f"{self.name} did not answer {self.failures} times in a row"
            )

    def rest(self, seconds: float) -> None:
        """Leave it alone for so long; where that is too long to wait for, for the rest of the run."""
        if seconds > LONGEST_WAIT:
            self.closed = PermanentError(
                RejectReason.HTTP_ERROR, f"{self.name} asks to be left alone for {seconds:.0f} s"
            )
        self.next_at = max(self.next_at, time.monotonic() + seconds)


class Turns:
    """The hosts of a run."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.hosts: dict[str, Host] = {}

    @contextmanager
    def turn(self, name: str, delay: float) -> Iterator[Host]:
        """Wait until the host may be asked, and keep it for the block; `delay` is the pause after it, in seconds."""
        with self.lock:
            host = self.hosts.setdefault(name, Host(name))
        with host.lock:
            if host.closed is not None:
                raise PermanentError(host.closed.reason, host.closed.detail)
            time.sleep(max(0.0, host.next_at - time.monotonic()))
            try:
                yield host
            finally:
                host.next_at = max(host.next_at, time.monotonic() + delay)
