"""Questions for practice, made of what the packs say."""
