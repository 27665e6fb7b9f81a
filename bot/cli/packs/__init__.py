"""Content packs on the command line."""
