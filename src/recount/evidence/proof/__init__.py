"""Prove lineage: change a source in memory, run the chapters again, and see which numbers move."""
