"""From what was found to an answer."""
