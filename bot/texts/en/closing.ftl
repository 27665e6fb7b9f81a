# Confirming entries.
no-secrets = Nothing secret, internal or unpublished, please; the number of the minutes is enough.
confirming-button = Confirming
confirming-title = <b>Confirming entries</b>
confirming-on = Entries here and below are to be confirmed by a manager.
confirming-off = Entries count as done at once; nobody has to confirm them.
confirming-above = { $organisation } wants entries confirmed by a manager.
confirming-hint = Nobody confirms what they entered or owe: another manager does, or the body above. An entry counts as done while it waits; one that is returned does not count.
confirming-turn-on = Have entries confirmed
confirming-turn-off = No more confirming
review-list-button = To confirm
review-list-title = <b>To confirm: { $count }</b>
review-none = No entry waits for you to confirm it.
review-more = { $count } more: open any of them to see all.
review-place = { $organisation }
review-line = 　{ $item }, { $day }, { $name }
review-button = { $item } { $name }
review-title = <b>To confirm: { $name }</b>
review-title-decided = <b>{ $name }</b>
review-who = { $seat }: { $name }
review-entered = Done on { $day }, entered on { $recorded }
review-entered-same-day = Done on { $day }, entered the same day
review-entered-later = Done on { $day }, entered later, on { $recorded }
review-entered-made-up = Done late, on { $day }, entered on { $recorded }
review-note = Note: { $note }
review-waits = To be confirmed
review-was-confirmed = Confirmed on { $day } by { $name }
review-was-returned =
    Returned on { $day } by { $name }
    Reason: { $reason }
review-nobody = To be confirmed: there is no manager who could; it counts as done.
review-confirm = Confirm
review-return = Return
review-ask-reason = Why is it returned? { $name } will be told, and it is kept.
review-reason-day = Wrong date
review-reason-proof = Unclear evidence
review-confirmed = Confirmed: { $item }, entered by { $name }.
review-returned = Returned: { $item }. { $name } is told the reason.
review-news-title = <b>Your entry of { $name } was returned</b>
review-news-day = Day entered: { $day }
review-news-reason = Reason: { $reason } ({ $name })
review-news-advice = Please correct it and enter it again; notes and proofs go to the new entry, the first one stays on record.
review-again-button = Enter again
item-entry-waits = 　To be confirmed
item-entry-confirmed = 　Confirmed by { $name }
item-entry-returned = · <s>{ $day }, recorded by { $name }</s> (returned)
item-entry-returned-why = 　Returned on { $day } by { $name }: { $reason }

# What may be said of an act.
details-both = { $present } present, { $absent } absent
details-present = { $present } present
details-absent = { $absent } absent
details-minutes = Minutes: { $minutes }
entry-detail = 　{ $detail }
details-comma = { ", " }
details-button = Attendance, minutes
details-ask =
    Please send how many were there, how many were not, and the number of the minutes; one of them is enough. For example:
    5 present, 0 absent, minutes 2026-11
details-unclear = That was not understood. Write “5 present, 0 absent, minutes 2026-11”; one of them is enough.
details-saved = Saved: { $details }. You can go on with a note, photos or files.

# Being let off an item, or given a later date.
relief-button = Excuse, extend
relief-due = Due: { $day }
relief-hint = If it cannot be done in time, ask to be let off or for a later date; a manager decides.
relief-hint-manager = You can let the holder off or give a later date. The reason is kept, and the holder is told.
relief-nobody = There is no manager to decide at present. What you ask is kept until there is one.
relief-ask-excuse = Ask to be let off
relief-ask-extension = Ask for a later date
relief-give-excuse = Let off
relief-give-extension = Extend
relief-lift-excuse = Owed after all
relief-lift-extension = Take the extension back
relief-yes = Grant
relief-no = Refuse
relief-item-button = See the item
relief-excuse-title = <b>Let off: { $item }</b>
relief-extension-title = <b>Extend: { $item }</b>
relief-shift = { $before } → { $until }
relief-ask-until =
    <b>Extend: { $item }</b>
    It is due on { $day }. Until when? Tap a day or write it.
relief-ask-reason = Please send the reason, two characters at least. The manager will see it, and it is kept.
relief-grant-reason = Please send the reason, two characters at least. It is kept.
relief-ask-answer = Why do you refuse? Whoever asked will be told, and it is kept: { $item }
relief-end-excuse = { $item } is to be done after all. Is that right?
relief-end-extension = { $item } is due on its first date again. Is that right?
relief-end-yes = Yes
relief-end-no = Leave it
relief-asked-excuse = <b>Asks to be let off: { $item }</b>
relief-asked-extension = <b>Asks for a later date: { $item }</b>
relief-who = { $seat }: { $name }
relief-reason = Reason: { $reason }
relief-state-asked-excuse = · Asked to be let off; a manager decides. Reason: { $reason }
relief-state-asked-extension = · Asked for { $until }; a manager decides. Reason: { $reason }
relief-state-granted-excuse = · Let off. Reason: { $reason }
relief-state-granted-extension = · Extended to { $until }. Reason: { $reason }
relief-state-refused-excuse = · Not let off. Reason: { $reason }
relief-state-refused-extension = · Not extended to { $until }. Reason: { $reason }
relief-state-ended-excuse = · Owed after all
relief-state-ended-extension = · Extension to { $until } taken back
relief-news-granted-excuse = You are let off: { $item }.
relief-news-granted-extension = Extended: { $item }, now due on { $until }.
relief-news-refused-excuse = Not let off: { $item }. Reason: { $reason }. It stays due on { $due }.
relief-news-refused-extension = Not extended: { $item }. Reason: { $reason }. It stays due on { $due }.
relief-news-ended-excuse = To be done after all: { $item }. It is due on { $due }.
relief-news-ended-extension = The extension was taken back: { $item }. It is due on { $due }.
refusal-own-entry = Nobody confirms what they entered or owe. Another manager or the body above does.
refusal-own-entry-nobody = Nobody confirms what they entered or owe. There is no other manager who could; the entry waits, and counts as done.

# Closing statements.
statement-title = <b>Statement: { $period }</b>
statement-tree = { $organisation } and all below
statement-provisional = Not drawn yet; draws itself from { $day } on
statement-provisional-until = Not drawn yet; draws itself from { $day } to { $until }, each organisation on its day
statement-drawn = Drawn on { $day }
statement-drawn-between = Drawn from { $first } to { $last }
statement-undrawn = { $drawn } organisations drawn, { $undrawn } still to come
statement-corrected = Organisations with corrections: { $count }
statement-sum = { $state }: { $count }
statement-listed = <b>Listed: { $count }</b>
statement-not-listed = Not listed: { $count }; all: { $total }
statement-too-many = There are too many items to add up here before the statement is drawn; export an xlsx to see them.
statement-notes = Notes: entered later { $later }, to be confirmed { $waiting }, provisional { $provisional }
statement-see = { $state } { $count }
statement-correct = Draw a correction
statement-changes = Corrections
statement-before = ‹ Previous
statement-after = Next ›
statement-of-year = Whole year
statement-of-quarter = By quarter
statement-places = Elsewhere
statement-which = Which organisation's statement?
statement-nowhere = Statements and exports are for an organisation's managers; you do not manage any.
statement-list-title = <b>{ $state }: { $count }</b>
statement-period = { $period }
statement-item = { $place } { $item }
statement-ask-draw =
    A correction lists what has changed in { $period } since it was drawn, and why.
    Number 1 stays as it is. Draw it now?
statement-draw-yes = Draw it
statement-drawn-now = { $count ->
    [0] Nothing has changed; there is nothing to correct.
    [one] 1 statement drawn.
   *[other] { $count } statements drawn.
}
statement-changes-title = <b>Corrections: { $period }</b>
statement-changes-none = There are none.
statement-changes-note = Number 1 stays as it is.
statement-change = No. { $number }: { $place }, { $item }, from { $former } to { $state } ({ $reason })
statement-change-added = No. { $number }: { $place }, { $item }, { $state } ({ $reason })
statement-news-title = <b>Statement drawn: { $period }</b>
statement-news-advice = It does not change any more. Later changes go into a correction.
statement-open = See the statement
change-entered-later = entered later
change-made-up = made up
change-withdrawn = entry withdrawn or returned
change-excused = let off
change-relief-ended = relief ended
change-extended = extended
change-roster = post or reminders corrected
change-added = added
change-held = { $reason }, { $day }

# Self-assessment.
checklists-button = Self-assessment
checked-title = <b>Self-assessment, { $year }</b>
checked-name = <b>{ $name }</b>
checked-line-yes = ✓ { $text }
checked-line-no = ✗ { $text }
checked-line-open = ○ { $text }
checked-hint = Tap a point to fill it in. Managers above can see it; it goes into the export of the year.
checked-none = There is no checklist for this type of organisation.
checked-year = { $year }
checked-point = <b>{ $text }</b>
checked-of = { $name }, { $year }
checked-nothing = Nothing has been said yet.
checked-state-yes = Met ({ $name })
checked-state-no = Not met ({ $name })
checked-state-open = Not said whether it is met ({ $name })
checked-add = Add a note or proof
checked-see = See the proof
checked-ask = { $text } ({ $year }): please send a note, or one photo or file.
statement-waits = { $count ->
    [one] { $count } item may
   *[other] { $count } items may
} be done until { $day }; organisations that have such wait for the 10th workday after it
