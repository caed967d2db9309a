"""Which chapters run, on which inputs, and how."""
