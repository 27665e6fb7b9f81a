"""The review of an imported list in the browser of whoever imported it."""
