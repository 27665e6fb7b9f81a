"""A made-up tree with its history, to look at at once."""
