"""Screens of the registration, of one's posts, and of requests to be let in."""
