"""Pure arithmetic, one module per question: tables in, measures out."""
