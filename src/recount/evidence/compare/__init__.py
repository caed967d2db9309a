"""Compare two runs: which numbers changed, and why."""
