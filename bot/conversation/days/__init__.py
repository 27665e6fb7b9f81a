"""Days as people write them, in Chinese and English: for what was done, is due, or will take place."""
