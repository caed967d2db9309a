"""The crew: how many have their turn at once, and that the next is ready before it has."""

from __future__ import annotations

from threading import Barrier, Event

from sto_eval.crew import local_pool, turn


def test_one_more_is_there_than_may_have_its_turn() -> None:
    """With one worker the second task starts while the first has its turn, and then waits for it."""
    both_started, ended = Barrier(2, timeout=30), Event()

    def first() -> bool:
        with turn():
            both_started.wait()
            return not ended.is_set()

    def second() -> bool:
        both_started.wait()
        with turn():
            ended.set()
            return True

    with local_pool(1, 2) as pool:
        assert [task.result() for task in [pool.submit(first), pool.submit(second)]] == [True, True]
