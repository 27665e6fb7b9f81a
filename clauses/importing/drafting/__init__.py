"""Files of a draft pack, from a document taken apart."""
