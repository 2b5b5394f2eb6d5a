"""Do work on pages in processes of their own, which a time and a memory limit can end without ending the run.

A worker is a fresh interpreter (`python -m ingest.workers`) that is spoken to over a pipe. So it works wherever a step
runs: in a daemonic process, which may not have multiprocessing children, in a process with threads, which must not be
forked, and under a scheduler whose main module should not be imported again by every worker.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, Generic, TypeVar

from ingest.errors import PermanentError, RejectReason, TransientError

T = TypeVar("T")
R = TypeVar("R")

START_SECONDS = 120  # a cold machine imports trafilatura in some seconds; one that needs more never will
ORPHAN_SECONDS = 10  # a worker whose parent is gone ends itself so long after the time limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may cost, and how many workers share the work."""

    seconds: int
    memory_mb: int
    workers: int


def work_through(
    function: Callable[[T], R], items: Iterable[T], limits: Limits
) -> Iterator[tuple[T, R | PermanentError]]:
    """Call `function` on each item in a worker; give each item's result as it comes.

    The function is one of a module's top level, or a partial of one.

    A result may be a PermanentError: what the function raised, TOO_SLOW and OUT_OF_MEMORY for a passed limit, CRASHED
    where the worker ended or the function failed by a mistake of ours. The worker is then replaced, the others go on.
    """
    todo = iter(items)
    upcoming = next(todo, None)
    # Every worker in the pool is starting or busy; one that is idle with nothing left to do has been ended.
    pool = [_Worker(function, limits) for _ in range(limits.workers)] if upcoming is not None else []
    try:
        while pool:
            for worker, answer in _answers(pool):
                if worker.item is not None:
                    yield worker.item, answer
                if isinstance(answer, PermanentError) and answer.reason in _FATAL:
                    pool.remove(worker)
                    worker.end()
                    if upcoming is not None:
                        pool.append(_Worker(function, limits))
                elif upcoming is None:
                    pool.remove(worker)
                    worker.end()
                else:
                    worker.give(upcoming)
                    upcoming = next(todo, None)
    finally:
        for worker in pool:
            worker.end()


_FATAL = {RejectReason.TOO_SLOW, RejectReason.OUT_OF_MEMORY, RejectReason.CRASHED}


class _Worker(Generic[T, R]):
    """One process, working on at most one item at a time."""

    def __init__(self, function: Callable[[T], R], limits: Limits) -> None:
        self.limits = limits
        self.item: T | None = None
        self.deadline = time.monotonic() + START_SECONDS
        self.connection, theirs = Pipe()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ingest.workers", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._send((function, limits.seconds, limits.memory_mb))

    def give(self, item: T) -> None:
        self.item = item
        self.deadline = time.monotonic() + self.limits.seconds
        self._send(item)

    def receive(self) -> R | PermanentError:
        try:
            answer: R | PermanentError = self.connection.recv()
        except (EOFError, ConnectionResetError):
            return self._autopsy()
        return answer

    def end(self) -> int:
        """End the process, whatever it does, and give its exit code (negative: the signal that ended it)."""
        self.connection.close()
        self.process.kill()
        return self.process.wait()

    def too_slow(self) -> PermanentError:
        if self.item is None:
            raise TransientError(f"a worker did not start within {START_SECONDS} s; is the machine overloaded?")
        return PermanentError(RejectReason.TOO_SLOW, f"not done within {self.limits.seconds} s")

    def _send(self, message: object) -> None:
        with suppress(BrokenPipeError):  # it has died, and `receive` will tell so
            self.connection.send(message)

    def _autopsy(self) -> PermanentError:
        code = self.process.wait()
        if self.item is None:
            raise TransientError(f"a worker ended with code {code} before it began; its message is in the log above")
        if code == -signal.SIGKILL:  # not by us: the system's own guard of memory
            return PermanentError(RejectReason.OUT_OF_MEMORY, "the system ended the worker (SIGKILL)")
        told = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return PermanentError(RejectReason.CRASHED, f"the worker ended without an answer ({told})")


def _answers(pool: list[_Worker[T, R]]) -> Iterator[tuple[_Worker[T, R], R | PermanentError]]:
    """Wait until a worker of the pool answers, ends or passes its limit, and give all that did."""
    pause = min(worker.deadline for worker in pool) - time.monotonic()
    spoke = wait([worker.connection for worker in pool], timeout=max(0, pause))
    for worker in list(pool):
        if worker.connection in spoke:
            yield worker, worker.receive()
        elif time.monotonic() >= worker.deadline:
            yield worker, worker.too_slow()


def _serve(connection: Connection) -> None:
    """Answer items until the parent closes the pipe. The first answer, to no item, says that the worker is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends its workers
    function, seconds, memory_mb = connection.recv()
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: Any = None
    while True:
        connection.send(answer)
        if isinstance(answer, PermanentError) and answer.reason in _FATAL:
            return
        try:
            item = connection.recv()
        except EOFError:
            return
        signal.alarm(seconds + ORPHAN_SECONDS)
        answer = _answer(function, item, memory_mb)
        signal.alarm(0)


def _answer(function: Callable[[Any], Any], item: Any, memory_mb: int) -> Any:
    try:
        return function(item)
    except PermanentError as error:
        return error
    except MemoryError:
        return PermanentError(RejectReason.OUT_OF_MEMORY, f"more than {memory_mb} MB")
    except Exception as error:  # noqa: BLE001 - told as the page's reject, with its place, by `work_through`'s caller
        return PermanentError(RejectReason.CRASHED, _told(error))


def _told(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(error).__name__}: {error}{place}"


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
