"""Statements over those who hold posts, stand in, enter for others or manage."""
