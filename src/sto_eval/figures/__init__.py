"""The figures of the report: one style, and one module per kind of figure."""
