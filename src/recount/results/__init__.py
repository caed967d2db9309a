"""What a run publishes: verdicts and records, and how they are read again."""
