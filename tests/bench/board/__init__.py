"""The board at the size of a province."""
