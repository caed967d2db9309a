"""Escape external text: names, titles and addresses from files are shown as text, never interpreted.

HTML has ``html.escape`` and docutils nodes, and Python has ``repr``; this module covers Markdown and links.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[!#$&*<>@\[\\\]^_`{|}~]|^[-+=%:(]|^[0-9]+[.)](?=\s|$)")
"""Characters that can start or end markup, plus list markers at the start of a line."""

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def markdown_text(text: str) -> str:
    r"""Markdown (including MyST) that shows a text literally, on one line.

    >>> print(markdown_text("'s-Hertogenbosch"), markdown_text("<b> {raw} `x` $y$"))
    's-Hertogenbosch \<b\> \{raw\} \`x\` \$y\$
    """
    return _SIGNS.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", " ".join(text.split()))


def web_address(text: str) -> str:
    """The address if it is an HTTP address, otherwise empty, so that no link runs a script.

    >>> web_address("https://example.org"), web_address("javascript:alert(1)")
    ('https://example.org', '')
    """
    return text if _WEB.fullmatch(text) else ""
