"""Files to read, and the faults that they give."""

from written import fault, write

__all__ = ["fault", "write"]
