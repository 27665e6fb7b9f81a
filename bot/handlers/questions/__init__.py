"""Questions in plain words, in chats and inline."""
