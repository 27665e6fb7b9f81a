"""Screens of the registration, of the posts of a person, and of requests to be let in."""
