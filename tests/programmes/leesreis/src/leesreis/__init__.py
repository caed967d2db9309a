"""The reading journey of a library: an invented programme, which shows that the engine knows none."""
