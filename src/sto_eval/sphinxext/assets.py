"""The order in which a page names our style sheets and scripts."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx


def order_assets(app: Sphinx, config: Any) -> None:  # noqa: ANN401 - Sphinx's configuration
    """By name: Jupyter Book takes them as the disk lists them, and two machines would give two pages."""
    config.html_css_files = sorted(config.html_css_files, key=lambda file: str(file[0]))
    config.html_js_files = sorted(config.html_js_files, key=lambda file: str(file[0]))
