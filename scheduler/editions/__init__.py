"""New editions of the packs: what they change for whom, who is told, and who has read it."""
