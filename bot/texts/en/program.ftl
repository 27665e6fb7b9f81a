## What `dutybot run` and `dutybot migrate` say on the terminal.

program-messenger = Local messenger (no DUTYBOT_TOKEN set): { $address }
program-messenger-hint = Open the page, choose a person, send /start. Ctrl-C ends it.
program-telegram = Connected to Telegram as @{ $username }. Ctrl-C ends it.
program-port-taken = Port { $wanted } is in use; taking { $taken } instead.
program-cannot-listen = Cannot listen at { $address }: { $reason }
program-token-refused = Telegram refuses the token. Check DUTYBOT_TOKEN (from @BotFather).
program-ended = Ended.
program-migrated = The database is at the newest revision.
program-bad-packs = The content packs do not hold together:
