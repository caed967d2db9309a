"""The scripts of the book: small, plain, and never in the way of the page."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

SCRIPTS = "sto-"
"""What the names of our scripts begin with, in the folder of style sheets."""


def defer_scripts(app: Sphinx, config: Any) -> None:  # noqa: ANN401 - Sphinx's configuration
    """Let our scripts wait for the page; Jupyter Book adds them without a word on when."""
    config.html_js_files = [
        (name, {**attributes, "defer": "defer"} if name.startswith(SCRIPTS) else attributes)
        for name, attributes in config.html_js_files
    ]
