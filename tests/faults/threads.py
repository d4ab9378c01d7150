"""Acts at the same moment: threads with transactions that wait for permission to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import Any

from django.db import connection, connections, transaction

PATIENCE = 60.0


class RolledBackError(Exception):
    """Ends a held transaction without committing it, as a lost connection would."""


class Held:
    """An act in its own transaction, which stays open until `commit()` or `roll_back()`."""

    def __init__(self, pool: ThreadPoolExecutor, act: Callable[[], Any]) -> None:
        self._act = act
        self._done, self._go = Event(), Event()
        self._rolls_back = False
        self._future = pool.submit(self._run)
        while not (self._done.wait(0.05) or self._future.done()):
            pass
        if self._future.done():
            self._future.result()

    def _run(self) -> None:
        try:
            with transaction.atomic():
                self._act()
                self._done.set()
                assert self._go.wait(PATIENCE)
                if self._rolls_back:
                    raise RolledBackError
        finally:
            connections.close_all()

    def commit(self) -> None:
        """Commit and wait until that is done."""
        self._go.set()
        self._future.result(PATIENCE)

    def roll_back(self) -> None:
        """Roll back and wait until that is done."""
        self._rolls_back = True
        self._go.set()
        assert isinstance(self._future.exception(PATIENCE), RolledBackError)

    def let_go(self) -> None:
        """End in any case, so that a failed test does not leave a lock behind."""
        self._rolls_back = True
        self._go.set()


class Threads:
    """Runs acts in threads, each with a separate connection."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._held: list[Held] = []

    def hold(self, act: Callable[[], Any]) -> Held:
        """Run an act in a transaction that stays open."""
        held = Held(self._pool, act)
        self._held.append(held)
        return held

    def start(self, act: Callable[[], Any]) -> Future[Any]:
        """Run an act in another thread."""
        return self._pool.submit(_with_own_connection, act)

    def start_blocked(self, act: Callable[[], Any]) -> Future[Any]:
        """Run an act that has to wait for a lock; return as soon as it waits. PostgreSQL only."""
        future = self.start(act)
        end = time.monotonic() + PATIENCE
        while not _somebody_waits_for_a_lock():
            assert not future.done(), f"it did not wait: {future}"
            assert time.monotonic() < end
            time.sleep(0.02)
        return future

    def at_once(self, acts: Sequence[Callable[[], Any]]) -> list[Any]:
        """Run acts at the same moment; return what each returned or raised, in order."""
        barrier = Barrier(len(acts))

        def together(act: Callable[[], Any]) -> Any:
            barrier.wait(PATIENCE)
            return act()

        futures = [self.start(lambda act=act: together(act)) for act in acts]  # type: ignore[misc]
        return [future.exception(PATIENCE) or future.result() for future in futures]

    def let_go(self) -> None:
        """End every held transaction."""
        for held in self._held:
            held.let_go()


@contextmanager
def threads(number: int = 16) -> Iterator[Threads]:
    """Yield a pool of threads that all end with the block."""
    with ThreadPoolExecutor(number) as pool:
        beside = Threads(pool)
        try:
            yield beside
        finally:
            beside.let_go()


def _with_own_connection(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connections.close_all()


def _somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        row = cursor.fetchone()
    return bool(row and row[0])
