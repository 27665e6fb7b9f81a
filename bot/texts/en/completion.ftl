completion-ask =
    <b>{ $duty }</b> ({ $period })
    On which day was it done?
completion-today = Today ({ $day })
completion-yesterday = Yesterday ({ $day })
completion-other = Another day

completion-recorded = Recorded: { $duty }, done on { $day }.
completion-repeated = This day has been recorded already; there is no need to do it again: { $duty }, { $day }.
completion-met = { $period }: { $completed } of { $needed } done. The requirement for this period is met.
completion-remaining = { $period }: { $completed } of { $needed } done, { $remaining } to go.
completion-evidence = You can add a note, or send photos or files as evidence. This is optional.
completion-files = { $count ->
    [one] 1 proof added.
   *[other] { $count } proofs added.
}
completion-enough-button = No, thanks
completion-finished-button = Finished
completion-note-saved = Note saved. You can also send photos or files now.
completion-file-saved = Evidence saved. You can send more; tap “Finished” when that is all.
completion-note-too-long = Please keep the note within { $limit } characters. It was not saved.
completion-file-too-large = The file is larger than { $megabytes } MB and was not saved. Please compress it and send it again.
completion-too-many = This entry already has { $limit } notes and files, which is the limit. What you just sent was not saved.
completion-too-many-a-day = You can add at most { $limit } notes and files within a day, and have reached that limit. What you just sent was not saved; please send it again tomorrow.
completion-closed = Thank you, that is recorded.

# What would be entered, before it is.
confirm-title = <b>Record this?</b>
confirm-item = { $item }
confirm-day = Done on { $day }, within the period
confirm-after = { $after } of { $needed } then
confirm-met = { $after } of { $needed } then: requirement met
confirm-yes = Record
confirm-other-day = Change day
confirm-other-item = Another item
again-record = Back to it:

completion-list-none = Nothing is due at present. All your duties: /myduties.

withdraw-ask =
    <b>{ $duty }</b>
    Withdraw the entry for { $day }? It will no longer count, and you can record it again.
withdraw-yes = Withdraw
withdraw-no = Keep
withdraw-done = The entry for { $day } has been withdrawn.
