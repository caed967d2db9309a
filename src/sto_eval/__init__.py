"""Recompute the figures of a public evaluation from source data, with their provenance."""
