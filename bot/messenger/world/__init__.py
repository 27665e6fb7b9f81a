"""The world of the local messenger: people, chats, messages, and the updates for the bot."""
