"""Who one is: registration, one's posts, and requests to be let in."""
