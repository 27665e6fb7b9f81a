"""The local messenger: made-up people, a Bot API in this process, and a page to talk through.

The bot on the other side is the real one; it cannot tell this from Telegram. The page
(``page.routes``) and the tests (``people.chat_client``) act through the same parts.
"""
