"""How the engine starts kernels."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from nbclient.client import NotebookClient

from recount.running.papermill_engine import Client


def test_kernel_managers_are_made_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Traitlets resolves the classes that a manager names when the first is made, and threads share these."""
    making, together = set[int](), list[int]()

    def make(client: NotebookClient) -> None:
        making.add(id(client))
        threading.Event().wait(0.01)
        together.append(len(making))
        making.discard(id(client))

    monkeypatch.setattr(NotebookClient, "create_kernel_manager", make)
    clients = [object.__new__(Client) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Client.create_kernel_manager, clients))
    assert together == [1, 1, 1, 1]
