"""The publishers' tables, one module each."""
