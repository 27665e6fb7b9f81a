"""Registration, the posts of a person, and requests to be let in."""
