"""Drawing of figures, in every shape that a page needs."""
