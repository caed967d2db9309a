"""The pictures of the report: one style, and one module per kind of picture."""
