"""From what was taken apart to the files of a draft pack."""
