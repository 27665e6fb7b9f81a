"""An edition of a document that came as a file: what it changes in a pack, and the packs with it."""
