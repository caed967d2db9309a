"""The requirements of a package."""

from __future__ import annotations

from importlib.metadata import version

from recount.packages import required


def test_a_package_is_among_its_own_requirements() -> None:
    """Each with its installed version."""
    found = required("sto-eval")
    assert found["sto-eval"] == version("sto-eval")
    assert found["pandas"] == version("pandas")


def test_a_package_needs_what_its_requirements_need() -> None:
    """Distributed requires dask, which requires toolz; a missing package is ignored."""
    assert {"distributed", "dask", "toolz"} <= set(required("distributed"))
    assert required("no-such-package") == {}


def test_an_extra_counts_only_if_requested() -> None:
    """Pandera requires pandas only with its extra."""
    assert "pandas" not in required("pandera")
    assert "pandas" in required("pandera[pandas]")
