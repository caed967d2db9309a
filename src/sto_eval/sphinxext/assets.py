"""The order in which a page names our style sheets and scripts, and which scripts a browser may run."""

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
"""Files of the site, and the one script that stands in a page; nothing from elsewhere.

For a book that is opened from a folder, Chromium and Firefox take ``'self'`` for any file.
"""

_TEXTS = ("pagetitle", "root_title")
"""What the theme knows as text, and writes as HTML."""


def order_assets(app: Sphinx, config: Any) -> None:  # noqa: ANN401 - Sphinx's configuration
    """By name: Jupyter Book takes them as the disk lists them, and two machines would give two pages."""
    config.html_css_files = sorted(config.html_css_files, key=lambda file: str(file[0]))
    config.html_js_files = sorted(config.html_js_files, key=lambda file: str(file[0]))


def keep_out_markup(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Give every page its Content-Security-Policy, and escape the titles that the theme takes for HTML."""
    context["content_policy"] = content_policy
    context |= {name: escape(context[name]) for name in _TEXTS if name in context}


def content_policy(script: str) -> str:
    """The Content-Security-Policy of a page in which this script stands."""
    digest = hashlib.sha256(script.encode()).digest()
    return _POLICY.format(base64.b64encode(digest).decode())
