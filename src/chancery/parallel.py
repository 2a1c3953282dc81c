"""One function over many things, in several processes: results in order, a process that is killed costs one thing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

CHUNK = 8
"""Things handed to a process at a time: few enough to keep all busy to the end, enough to pay for the hand-over."""
AHEAD = 4
"""Chunks waiting for every process."""
ORPHAN_SECONDS = 2.0
"""How often a process looks whether the one that started it is still there."""

T = TypeVar("T")
R = TypeVar("R")


def each(
    function: Callable[[T], R], things: Iterable[T], jobs: int, lost: Callable[[T], R], chunk: int = CHUNK
) -> Iterator[R]:
    """Give the results of a function for things, in their order, computed in so many processes; in this one for 1 job.

    ``lost`` gives the result for a thing that ended its process. Errors of the function are raised here.
    """
    if jobs == 1:
        yield from map(function, things)
        return
    source = iter(things)
    waiting: deque[T] = deque()
    while True:
        try:
            for result in _pooled(function, waiting, source, jobs, chunk):
                waiting.popleft()
                yield result
        except BrokenProcessPool:
            yield _alone(function, waiting.popleft(), lost)
        else:
            return


def _pooled(function: Callable[[T], R], waiting: deque[T], source: Iterator[T], jobs: int, chunk: int) -> Iterator[R]:
    """Keep every process busy with chunks, first of what waits; what is taken from the source waits until it is given."""
    again = iter(list(waiting))

    def chunks() -> Iterator[list[T]]:
        while part := list(islice(again, chunk)):
            yield part
        while part := list(islice(source, chunk)):
            waiting.extend(part)
            yield part

    parts = chunks()
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(os.getpid(),))
    try:
        running: deque[Future[list[R]]] = deque(pool.submit(_run, function, c) for c in islice(parts, jobs * AHEAD))
        while running:
            yield from running.popleft().result()
            running.extend(pool.submit(_run, function, c) for c in islice(parts, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _run(function: Callable[[T], R], things: list[T]) -> list[R]:
    return [function(thing) for thing in things]


def _alone(function: Callable[[T], R], thing: T, lost: Callable[[T], R]) -> R:
    """Run the function in a process of its own, which it may end."""
    with ProcessPoolExecutor(1, initializer=_begin, initargs=(os.getpid(),)) as pool:
        try:
            return pool.submit(function, thing).result()
        except BrokenProcessPool:
            return lost(thing)


def _begin(parent: int) -> None:
    """Leave interrupts to the process that shows the results, and end with it even where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(ORPHAN_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
