"""Text from elsewhere in a page: a name, a title or an address in a file is shown, never obeyed.

In HTML that is ``html.escape`` or a node of docutils, in Python ``repr``; here is what they lack.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[!#$&*<>@\[\\\]^_`{|}~]|^[-+=%:(]|^[0-9]+[.)](?=\s|$)")
"""What can begin or end markup; at the begin of a line only, also a dash and the like, and an item's number."""

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def markdown_text(text: str) -> str:
    r"""Markdown, MyST included, that shows a text as it is, on one line.

    >>> print(markdown_text("'s-Hertogenbosch"), markdown_text("<b> {raw} `x` $y$"))
    's-Hertogenbosch \<b\> \{raw\} \`x\` \$y\$
    """
    return _SIGNS.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", " ".join(text.split()))


def web_address(text: str) -> str:
    """The address, when it is one of a web page; else nothing, so that no link runs a script.

    >>> web_address("https://example.org"), web_address("javascript:alert(1)")
    ('https://example.org', '')
    """
    return text if _WEB.fullmatch(text) else ""
