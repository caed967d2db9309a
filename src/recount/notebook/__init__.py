"""What a chapter calls: tables in, numbers and figures out."""
