"""Order of style sheets and scripts, content security policy and title escaping."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_POLICY = (
    "default-src 'self'; script-src 'self' 'sha256-{}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""Allow files of the site and the one inline script; nothing from other hosts.

Opened from a folder, Chromium and Firefox match ``'self'`` with any local file.
"""

_TEXTS = ("pagetitle", "root_title")
"""Context variables that hold plain text but that the theme inserts as HTML."""


def order_assets(app: Sphinx, config: Any) -> None:  # noqa: ANN401 - Sphinx's configuration
    """Sort by name: Jupyter Book keeps the directory order, which differs between machines."""
    config.html_css_files = sorted(config.html_css_files, key=lambda file: str(file[0]))
    config.html_js_files = sorted(config.html_js_files, key=lambda file: str(file[0]))


def secure_page(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Add the Content-Security-Policy to every page, and escape titles that the theme inserts as HTML."""
    context["content_policy"] = content_policy
    context |= {name: escape(context[name]) for name in _TEXTS if name in context}


def content_policy(script: str) -> str:
    """Content-Security-Policy that allows this inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return _POLICY.format(base64.b64encode(digest).decode())
