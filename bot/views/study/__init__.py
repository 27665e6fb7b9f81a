"""Practice: questions as polls, and how far somebody is."""
