"""Who still owes what: one value over a subtree and a period, for text, picture, page and files."""
