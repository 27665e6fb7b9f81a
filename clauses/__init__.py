"""Content packs, search in them, and answers from them. Pure; nothing is read after loading."""
