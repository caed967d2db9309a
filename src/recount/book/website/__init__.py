"""The book as website."""
