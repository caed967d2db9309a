"""Values with bounds and rows: what an indicator computes."""
