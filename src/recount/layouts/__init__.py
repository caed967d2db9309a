"""From the bytes of a file to a checked table whose index is the line in that file."""
