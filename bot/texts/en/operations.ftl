## What the operators are told when something is wrong, and what `/admin`, `dutybot hold` and `resume` say.

alert-head = <b>dutybot</b>
alert-line = ⚠️ { $what }
alert-over = ✅ Over: { $what }
alert-detail = { $what } ({ $detail })
alert-expired = Reminders of the last day that ran out before they could be sent: { $count }. See the log.
alert-unknown = Reminders of the last day of which nobody can tell whether they arrived: { $count }. Ask the people concerned.
alert-undeliverable = Persons and groups that could not be reached during the last day, since they blocked or removed the bot: { $count }.
alert-overdue = Reminders that are overdue and do not go out: { $count }. See /readyz and the log.
alert-stuck = Reminders stuck on their way: { $count }. Restart the bot.
alert-unplanned = Reminders that ended without a proper record: { $count }. Run dutybot doctor.
alert-inbox = Messages to the bot that wait, the oldest for more than two minutes: { $count }.
alert-poison = Messages of the last day set aside after three failures: { $count }. See the log.
alert-pass-failed = A part of the program keeps failing: { $subject }. See the log.
alert-held = Sending is held: { $subject }. Look with dutybot doctor, then dutybot resume.
alert-clock = The clock of { $subject } is wrong. Set it, and let it be kept by NTP.
alert-conflict = Another program uses this bot's token. Stop it, or get a new token from @BotFather.
alert-foreign-webhook = Telegram delivers to an address that is not ours. Find out who set it; get a new token if in doubt.
alert-forbidden = Telegram refuses this bot. Check DUTYBOT_TOKEN and restart.
alert-database = The database cannot be used. Nothing is sent until it can; check the disk and the server.
alert-calendar = The workdays of { $subject } are not known yet. Once they are published, update the program.

hold-operator = by an operator
hold-restore = after a restore
hold-clock = because of the clock
hold-conflict = because of another program with the same token
hold-refusals = because too many chats cannot be reached

admin-held = ⏸ Sending is held { $cause } since { $since }. { $reason }
admin-sending = ▶️ Sending goes on.
admin-waiting = Due now: { $due }. Messages waiting: { $updates }.
admin-roots = New organisations to confirm: { $count }. Send /admin roots.
admin-no-alerts = No alerts.
admin-hint = /admin hold (reason) · /admin resume · /admin requeue (hours) · /admin unbind (group id) · /admin roots
admin-now-held = ⏸ Sending is held. Planning and answering go on.
admin-held-already = Sending is held by an operator already.
admin-resumed = ▶️ Sending goes on.
admin-not-held = Nothing is held.
requeue-done = Reminders due again: { $notices }. Reachable again: persons { $persons }, groups { $groups }.
admin-requeue-usage = Usage: /admin requeue (hours), such as /admin requeue 6, to send again what could not be delivered in that time.
admin-unbound = “{ $group }” is no longer linked to “{ $organisation }”.
admin-not-bound = “{ $group }” is not linked to an organisation.
admin-unbind-usage = To unlink a group, send /admin unbind there, or /admin unbind (group id) here. Linked groups, the latest first:
admin-unbind-none = No group is linked.
admin-bound-group = <code>{ $id }</code> { $group }: { $organisation }
