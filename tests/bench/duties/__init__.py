"""Precision and recall of the duties that the import reads in sentences."""
