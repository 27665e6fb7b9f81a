## What `dutybot run` and `dutybot migrate` say on the terminal.

program-messenger = Local messenger (no DUTYBOT_TOKEN set): { $address }
program-messenger-hint = Open the page, choose a person, send /start. Ctrl-C ends it.
program-telegram = Connected to Telegram as @{ $username }. Ctrl-C ends it.
program-first-reading = Reading the content packs for the first time ...
program-port-taken = Port { $wanted } is in use; taking { $taken } instead.
program-not-alone = Another dutybot is using { $folder }. With SQLite only one can run, so this one ends.
program-cannot-listen = Cannot listen at { $address }: { $reason }
program-token-refused = Telegram refuses the token. Check DUTYBOT_TOKEN (from @BotFather).
program-ended = Ended.
program-migrated = The database is at the newest revision.
program-bad-packs = The content packs do not hold together:

## What `dutybot cluster` says.

cluster-starting = Starting PostgreSQL, the local messenger and { $count } replicas; please wait…
cluster-no-postgres = PostgreSQL could not be started: { $reason }
cluster-ready =
    Ready.
    Local messenger (in Telegram’s place): { $messenger }
    Reverse proxy (takes the webhook): { $proxy }
cluster-replica = Replica: { $address }
cluster-hint = Open the messenger’s page and send /start; kill -9 any replica you like. Ctrl-C ends them all, and no data is kept.

## What `dutybot take-updates` says.

take-updates-no-token = Set DUTYBOT_TOKEN first.
take-updates-failed = Not taken over: { $reason }.
take-updates-done = Taken over. Until now the updates went to: { $before }
program-no-database = The database cannot be used: { $reason }. Check DUTYBOT_DATABASE_URL, the server and the disk.

## What `dutybot demo` says.

demo-begins = Making the sample units and more than a quarter’s history; this takes about a minute …
demo-made = Done. Start dutybot run, open the local messenger, and send /board as 周敏.
demo-already = The local messenger has organisations already, so nothing was made. To begin anew, choose another data folder (DUTYBOT_DATA_DIR).
demo-not-here = The sample is for the local messenger only: unset DUTYBOT_TOKEN first.
