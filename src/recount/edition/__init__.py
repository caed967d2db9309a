"""An edition: one evaluation as a folder of data."""
