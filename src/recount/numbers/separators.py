"""The separators of Dutch numbers, to write and to read them."""

GROUP = "."
"""Between thousands."""
