"""Planning, sending and receiving, beside other libraries and Telegram's limits."""
