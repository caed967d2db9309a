"""Shared by the layout tests: writing an invented file, and catching the error of a wrong one."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.errors import LayoutError

Write = Callable[..., Path]
Fault = Callable[[Callable[[], object]], LayoutError]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text or bytes to a file of that name, compressed when the name ends in .gz."""

    def written(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        raw = content.encode(encoding) if isinstance(content, str) else content
        path = tmp_path / name
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return path

    return written


@pytest.fixture
def fault() -> Fault:
    """The error that a call raises; all its five parts are filled."""

    def caught(act: Callable[[], object]) -> LayoutError:
        with pytest.raises(LayoutError) as caught_error:
            act()
        error = caught_error.value
        assert all([error.what, error.where, error.expected, error.found, error.remedy])
        return error

    return caught
