"""How people talk to it: Telegram, the local messenger, the command line."""
