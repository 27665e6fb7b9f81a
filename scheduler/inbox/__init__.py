"""Updates as received and the dialogues they belong to, kept until they have been handled."""
