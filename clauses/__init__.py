"""What the text says: content packs, search and answers. Pure; nothing is read after loading."""
