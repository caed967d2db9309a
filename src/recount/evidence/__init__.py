"""What an auditor asks of a report."""
