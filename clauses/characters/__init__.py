"""Characters: scripts, numerals, readings, damage, and the one normalisation of texts."""
