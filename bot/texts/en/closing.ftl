# Confirming entries.
no-secrets = Nothing secret, internal or unpublished, please; a minutes number is enough.
confirming-button = Confirming
confirming-title = <b>Confirming entries</b>
confirming-on = Entries here and below must be confirmed by a manager.
confirming-off = Entries count as done at once, without confirmation.
confirming-above = { $organisation } requires entries to be confirmed by a manager.
confirming-hint = Nobody can confirm an entry they made or an item they hold; another manager or the body above does. An entry still to be confirmed counts as done; a returned one does not.
confirming-turn-on = Turn on
confirming-turn-off = Turn off
review-list-button = To confirm
review-list-title = <b>To confirm: { $count }</b>
review-none = There is nothing for you to confirm.
review-more = { $count } more: open one to see them all.
review-place = { $organisation }
review-line = 　{ $item }, { $day }, { $name }
review-button = { $item } { $name }
review-title = <b>To confirm: { $name }</b>
review-title-decided = <b>{ $name }</b>
review-who = { $seat }: { $name }
review-entered = Done on { $day }, recorded { $recorded }
review-entered-same-day = Done on { $day }, recorded the same day
review-entered-later = Done on { $day }, recorded late, { $recorded }
review-entered-made-up = Done late, on { $day }, recorded { $recorded }
review-note = Note: { $note }
review-waits = To confirm
review-was-confirmed = Confirmed on { $day } by { $name }
review-was-returned =
    Returned on { $day } by { $name }
    Reason: { $reason }
review-nobody = To confirm: no manager can do so; it still counts as done.
review-confirm = Confirm
review-return = Return
review-ask-reason = Why? { $name } will see the reason, and it is kept.
review-reason-day = Wrong date
review-reason-proof = Unclear proof
review-confirmed = Confirmed: { $item }, recorded by { $name }.
review-returned = Returned: { $item }. { $name } has been told why.
review-news-title = <b>Your entry was returned: { $name }</b>
review-news-day = Day recorded: { $day }
review-news-reason = Reason: { $reason } ({ $name })
review-news-advice = Please correct it and record it again. The first entry stays on record.
review-again-button = Record again
item-entry-waits = 　To confirm
item-entry-confirmed = 　Confirmed by { $name }
item-entry-returned = · <s>{ $day }, recorded by { $name }</s> (returned)
item-entry-returned-why = 　Returned on { $day } by { $name }: { $reason }

# What may be said of an act.
details-both = { $present } present, { $absent } absent
details-present = { $present } present
details-absent = { $absent } absent
details-minutes = Minutes number: { $minutes }
entry-detail = 　{ $detail }
details-comma = { ", " }
details-button = Attendance, minutes
details-ask =
    Please send how many were present and absent, and the minutes number; one of them is enough. For example:
    5 present, 0 absent, minutes 2026-11
details-unclear = I could not read that. You could write “5 present, 0 absent, minutes 2026-11”; one of them is enough.
details-saved = Saved: { $details }. You can also send a note, photos or files now.

# Being excused from an item, or given a later date.
relief-button = Excuse, extend
relief-due = Due: { $day }
relief-hint = If it really can’t be done in time, you can ask to be excused or for an extension; a manager decides.
relief-hint-manager = You can excuse the holder or set a later date. The reason is kept, and the holder is told.
relief-hint-clerk = Whoever holds the post asks to be excused or for an extension, or a manager grants it.
relief-nobody = There is no manager to decide at present. Your request is kept until there is one.
relief-ask-excuse = Ask to be excused
relief-ask-extension = Ask to extend
relief-give-excuse = Excuse
relief-give-extension = Extend
relief-lift-excuse = End the excuse
relief-lift-extension = End the extension
relief-yes = Agree
relief-no = Decline
relief-item-button = See item
relief-excuse-title = <b>Excuse: { $item }</b>
relief-extension-title = <b>Extend: { $item }</b>
relief-shift = { $before } → { $until }
relief-ask-until =
    <b>Extend: { $item }</b>
    It is due { $day }. Until when? Tap a day, or send one.
relief-ask-reason = Please send the reason, at least two characters. The manager will see it, and it is kept.
relief-grant-reason = Please send the reason, at least two characters. It is kept.
relief-ask-answer = Why do you decline? Whoever asked will see the reason, and it is kept: { $item }
relief-end-excuse = { $item } will no longer be excused and has to be done. Is that right?
relief-end-extension = { $item } goes back to its first due date. Is that right?
relief-end-yes = Yes
relief-end-no = Leave it
relief-asked-excuse = <b>Asked to be excused: { $item }</b>
relief-asked-extension = <b>Extension asked: { $item }</b>
relief-who = { $seat }: { $name }
relief-reason = Reason: { $reason }
relief-state-asked-excuse = · Asked to be excused, not decided yet. Reason: { $reason }
relief-state-asked-extension = · Asked to extend to { $until }, not decided yet. Reason: { $reason }
relief-state-granted-excuse = · Excused. Reason: { $reason }
relief-state-granted-extension = · Extended to { $until }. Reason: { $reason }
relief-state-refused-excuse = · Excuse declined. Reason: { $reason }
relief-state-refused-extension = · Extension to { $until } declined. Reason: { $reason }
relief-state-ended-excuse = · Excuse ended
relief-state-ended-extension = · Extension to { $until } ended
relief-news-granted-excuse = Excused: { $item }.
relief-news-granted-extension = Extended: { $item }, by { $until }.
relief-news-refused-excuse = Excuse declined: { $item }. Reason: { $reason }. It is still due { $due }.
relief-news-refused-extension = Extension declined: { $item }. Reason: { $reason }. It is still due { $due }.
relief-news-ended-excuse = No longer excused: { $item }. It is due { $due }.
relief-news-ended-extension = Extension ended: { $item }. It is due { $due }.
refusal-own-entry = You can’t confirm an entry you made or an item you hold. Another manager or the body above does.
refusal-own-entry-nobody = You can’t confirm an entry you made or an item you hold, and there is no other manager. It stays “to confirm” and still counts as done.

# Closing statements.
statement-title = <b>Statement: { $period }</b>
statement-tree = { $organisation } and below
statement-empty = Nothing was owed in this period; no statement is drawn
statement-only-shown = Months are only shown; statements draw themselves by quarter and by year
statement-provisional = Not drawn yet; drawn by itself from { $day }
statement-provisional-until = Not drawn yet; drawn by itself from { $day } to { $until }, one organisation after another
statement-drawn = Drawn on { $day }
statement-drawn-between = Drawn from { $first } to { $last }
statement-undrawn = Organisations drawn: { $drawn }, still to come: { $undrawn }
statement-corrected = Organisations with corrections: { $count }
statement-sum = { $state }: { $count }
statement-listed = <b>Counted: { $count }</b>
statement-not-listed = Not counted { $count } · all { $total }
statement-too-many = There are too many items to add up here before the statement is drawn. Please export an xlsx.
statement-notes = Notes: recorded late { $later }, to confirm { $waiting }, provisional { $provisional }
statement-see = { $state } { $count }
statement-correct = Draw a correction
statement-changes = Corrections
statement-before = ‹ Previous
statement-after = Next ›
statement-of-year = Whole year
statement-of-quarter = By quarter
statement-places = Other units
statement-which = Which organisation’s statement?
statement-nowhere = Statements and exports are for managers, and you don’t manage any organisation at present.
statement-list-title = <b>{ $state }: { $count }</b>
statement-period = { $period }
statement-item = { $place } { $item }
statement-ask-draw =
    A correction lists what has changed since the statement of { $period } was drawn, and why.
    No. 1 stays as it is. Draw the correction now?
statement-draw-yes = Draw it
statement-drawn-now = { $count ->
    [0] Nothing has changed, so no correction is needed.
    [one] 1 statement drawn.
   *[other] { $count } statements drawn.
}
statement-changes-title = <b>Corrections: { $period }</b>
statement-changes-none = There are no corrections.
statement-changes-note = No. 1 stays as it is.
statement-change = No. { $number }: { $place }, { $item }, from { $former } to { $state } ({ $reason })
statement-change-added = No. { $number }: { $place }, { $item }, { $state } ({ $reason })
statement-news-title = <b>Statement drawn: { $period }</b>
statement-news-advice = It is final. Later changes go into a correction.
statement-open = See the statement
change-entered-later = recorded late
change-made-up = done late
change-withdrawn = entry withdrawn or returned
change-excused = excused
change-relief-ended = excuse or extension ended
change-extended = extended
change-roster = post or reminders corrected
change-applies = what applies there corrected
change-added = added
change-held = { $reason }, { $day }

# Self-assessment.
checklists-button = Self-assessment
checked-title = <b>Self-assessment, { $year }</b>
checked-name = <b>{ $name }</b>
checked-line-yes = ✓ { $text }
checked-line-no = ✗ { $text }
checked-line-open = ○ { $text }
checked-hint = Tap a point to fill it in. Managers above can see it, and it is exported with the year’s statement.
checked-none = There is no self-assessment for this type of organisation.
checked-year = { $year }
checked-point = <b>{ $text }</b>
checked-of = { $name }, { $year }
checked-nothing = Not filled in yet.
checked-state-yes = Met ({ $name })
checked-state-no = Not met ({ $name })
checked-state-open = Met or not: not filled in ({ $name })
checked-add = Add a note or proof
checked-see = See proof
checked-ask = { $text } ({ $year }): please send a note, a photo or a file.
statement-waits = { $count ->
    [one] { $count } item may
   *[other] { $count } items may
} be done until { $day }; organisations that have such wait for the 10th workday after it
