"""Official texts, as they come, made into drafts of packs that a person confirms."""
