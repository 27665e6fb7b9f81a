"""Finding the statements nearest to a question."""
