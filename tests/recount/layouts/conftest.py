"""Files to read, and the faults that they give."""

from support.layout_files import fault, write

__all__ = ["fault", "write"]
