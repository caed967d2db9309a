"""The book as PDF."""
