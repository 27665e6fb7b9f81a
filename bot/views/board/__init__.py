"""The board in words and pictures."""
