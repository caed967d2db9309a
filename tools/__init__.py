"""Maintenance tools; the package does not use them."""
