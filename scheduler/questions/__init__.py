"""Questions that found no answer, and what operators say to them."""
