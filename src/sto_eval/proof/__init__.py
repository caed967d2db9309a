"""Lineage that is proved: change a source in a copy, run again, and see which numbers move."""
