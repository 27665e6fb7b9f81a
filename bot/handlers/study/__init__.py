"""Practice, alone and in groups."""
