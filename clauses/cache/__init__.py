"""What was read and worked out once, kept in a file for the next start."""
