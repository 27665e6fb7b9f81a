"""People, organisations and groups as they come in, change and leave."""
