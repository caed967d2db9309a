"""The installed packages, and those that a package needs."""

from __future__ import annotations

from importlib.metadata import version

from sto_eval.packages import installed, required


def test_installed_packages_have_their_versions() -> None:
    """The list has this package too."""
    found = installed()
    assert found["sto-eval"] == version("sto-eval")
    assert found["pandas"] == version("pandas")


def test_a_package_needs_what_its_requirements_need() -> None:
    """Distributed needs dask and that needs toolz; nobody needs what is not there."""
    assert {"distributed", "dask", "toolz"} <= set(required("distributed"))
    assert required("no-such-package") == {}


def test_an_extra_counts_where_it_is_asked_for() -> None:
    """Pandera needs pandas with its extra only."""
    assert "pandas" not in required("pandera")
    assert "pandas" in required("pandera[pandas]")
