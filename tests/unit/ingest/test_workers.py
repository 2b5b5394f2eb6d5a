from __future__ import annotations

import ctypes
import math
import multiprocessing
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from ingest.clean import clean_page
from ingest.errors import PermanentError, RejectReason, TransientError
from ingest.records import Page
from ingest.workers import Limits, work_through

LIMITS = Limits(seconds=2, memory_mb=400, workers=2)
MEGABYTE = 2**20


def outcomes(results: Any) -> dict[object, object]:
    return {item: answer.reason if isinstance(answer, PermanentError) else answer for item, answer in results}


def test_each_item_gets_its_result() -> None:
    assert outcomes(work_through(math.factorial, range(20), LIMITS)) == {n: math.factorial(n) for n in range(20)}


def test_nothing_to_do_starts_no_worker() -> None:
    assert list(work_through(math.factorial, [], Limits(seconds=1, memory_mb=1, workers=1))) == []


def test_a_slow_item_is_ended_and_the_others_go_on() -> None:
    # A sleep of more than the test may take: it would not pass if the worker were waited for.
    results = outcomes(work_through(time.sleep, [0.01, 3600, 0.02, 0.03], LIMITS))
    assert results == {0.01: None, 3600: RejectReason.TOO_SLOW, 0.02: None, 0.03: None}


def test_a_slow_item_that_holds_the_interpreter_is_ended_too() -> None:
    # Python runs no signal handler within one long computation; only the end of its process helps.
    assert outcomes(work_through(math.factorial, [30_000_000, 3], LIMITS)) == {30_000_000: RejectReason.TOO_SLOW, 3: 6}


def test_an_item_over_the_memory_limit_is_set_aside() -> None:
    results = outcomes(work_through(bytes, [800 * MEGABYTE, 2], LIMITS))
    assert results == {800 * MEGABYTE: RejectReason.OUT_OF_MEMORY, 2: b"\0\0"}


@pytest.mark.parametrize(
    ("function", "item"),
    [(os._exit, 3), (ctypes.string_at, 1)],
    ids=["the process ends", "a segmentation fault"],
)
def test_a_dead_worker_is_replaced(function: Any, item: int) -> None:
    results = [answer for _, answer in work_through(function, [item, item, item], Limits(2, 400, workers=1))]
    assert [answer.reason for answer in results] == [RejectReason.CRASHED] * 3


def test_a_mistake_of_ours_is_told_with_its_place() -> None:
    [(_, answer)] = work_through(math.factorial, [-1], LIMITS)
    assert isinstance(answer, PermanentError)
    assert answer.reason is RejectReason.CRASHED
    assert "ValueError" in answer.detail
    assert "workers.py:" in answer.detail


def test_a_reason_travels_from_the_worker() -> None:
    page = Page("test", "file:///empty.html", b"", "text/html", datetime.now(UTC))
    [(_, answer)] = work_through(clean_page, [page], LIMITS)
    assert isinstance(answer, PermanentError)
    assert answer.reason is RejectReason.EMPTY


def test_a_worker_that_cannot_start_is_no_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TransientError, match="before it began"):
        list(work_through(math.factorial, [3], LIMITS))


def test_it_works_in_a_daemonic_process() -> None:
    # Such a process may have no children by way of multiprocessing; some schedulers run their tasks in one.
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_factorials) == {2: 2, 3: 6}


def _factorials() -> dict[object, object]:
    assert multiprocessing.current_process().daemon
    return outcomes(work_through(math.factorial, [2, 3], LIMITS))
