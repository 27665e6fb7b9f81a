roster-button = Roster
roster-title = <b>Roster</b>
roster-column-organisation = Organisation
roster-column-post = Post
roster-column-name = Name
roster-column-id = Telegram ID
roster-column-mail = Mail
roster-column-first = First day
roster-column-last = Last day
roster-no-end = present
roster-sheet = Roster
roster-faults-sheet = Faults
roster-fault-column = Fault
roster-row-column = Row
roster-file = Roster { $organisation }.{ $kind }
roster-faults-file = Roster faults.xlsx
roster-invites-file = Invites.docx
roster-ask =
    Please send an xlsx or csv file with a row for each person and these columns: { $columns }.
    Only post and name are needed. Anyone without a Telegram ID is reminded by mail where a mailbox is given, and gets an invite where not. At most { $most } rows at once.
roster-keeps = Nobody missing from the file is affected.
roster-out = Export { $kind }
roster-waiting = Invited by name and not registered yet: { $count }. If the file with their invites did not arrive or was lost, it can be made again; the earlier links and codes then stop working.
roster-invites-anew = Make { $count } invites again (docx)
roster-no-file = Please send an xlsx or csv file.
roster-unreadable = This file can’t be read. Please save it as xlsx or csv and send it again.
roster-too-heavy = This file is too large; please split it.
roster-no-table = I found no roster. The first row must name the columns, at least: { $columns }.
roster-too-long = { $count } rows, but at most { $most } at once. Please split the file.
roster-counts = New { $new } · changed { $changed } · same { $same } · faulty { $faulty }
roster-line-new = Row { $number } · new: { $name }, { $post }, { $organisation }
roster-line-invited = Row { $number } · invite: { $name }, { $post }, { $organisation }
roster-line-mailed = Row { $number } · by mail: { $name }, { $post }, { $organisation }
roster-line-changed = Row { $number } · changed: { $name }, { $post }, { $organisation }
roster-line-faulty = Row { $number } · { $fault }
roster-more = and { $count } more
roster-will-invite = No Telegram ID, or not using the bot yet: { $count }. An invite will be made for each.
roster-will-mail = Without Telegram: { $count }. Reminders go to their mailboxes; once confirmed, each is first told of the post.
roster-unread-rows = { $count ->
    [one] One row was not read: it is hidden, or its formulas have no saved value.
   *[other] { $count } rows were not read: they are hidden, or their formulas have no saved value.
}
roster-unread-columns = Hidden columns were not read.
roster-unread-sheets = { $count ->
    [one] One other sheet was not read: { $names }
   *[other] { $count } other sheets were not read: { $names }
}
roster-not-yet = Nothing is written before you confirm.
roster-nothing = There is nothing to write.
roster-take = Confirm { $count }
roster-faults = Faults as xlsx
roster-taken = <b>Roster written</b>
roster-invites-made = { $count ->
    [one] { $count } invite was
   *[other] { $count } invites were
} made, valid for 14 days: see the file below, to print or forward.
roster-fault-no-organisation = no such organisation here or below
roster-fault-several-organisations = several organisations have this name
roster-fault-no-post = this type of organisation has no such post
roster-fault-no-name = no name
roster-fault-bad-day = the date can’t be read; write it as 2026-12-01
roster-fault-bad-id = a Telegram ID has digits only
roster-fault-other-first = the first day is not the one that is settled; to change it, go to Handover first
roster-fault-handed-over = somebody else takes over on a settled day; to change the last day, call the handover off under Handover first
roster-fault-no-value = a formula has no saved value; open and save the file in a spreadsheet program, then send it again
roster-fault-bad-mail = this is not a mail address
roster-fault-no-mail = no mail server is set, so nobody can be reminded by mail
roster-fault-ends-before = the last day is before the first day
roster-fault-twice = repeats an earlier row
