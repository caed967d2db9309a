"""The source files of an edition: what they are, where they are, and what they hold."""
