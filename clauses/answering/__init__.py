"""Questions in plain words: understood, answered with the source, or said not to be known."""
