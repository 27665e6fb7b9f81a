"""How people, organisations and groups come in, change and leave."""
