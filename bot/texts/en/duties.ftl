# Days and other words that several screens share.
strength-must = required
strength-normally = normally
strength-encouraged = encouraged

day-provisional = { $day }*
day-unclear = I could not read that date. You could write “{ $example }” or “{ $words }”, or press a day; /cancel stops.
day-nonexistent = There is no such day. Please check it: you could write “{ $example }” or “{ $words }”, or press a day; /cancel stops.
day-which = Which day exactly? You could write “{ $example }” or “{ $words }”, or press a day; /cancel stops.
day-words-done = yesterday
day-words-coming = Friday next week
provisional-note = * Provisional: the public holidays of that year have not been announced. The date will be adjusted once they are.

list-comma = {", "}
source-document = 《{ $title }》
source-place = 《{ $title }》{ $place }

# /myduties
duties-title = <b>My duties · { $day }</b>
duties-all-title = <b>All duties · { $page }/{ $pages }</b>
duties-open-button = Open an item
duties-all-button = All { $count }
pick-open = Which one?
duties-section-regular = <b>Regular, no number given ({ $count })</b>
duties-section-on-event = <b>When the occasion arises ({ $count })</b>
duties-section-continuous = <b>Continuous ({ $count })</b>
duties-none-dated = Nothing with a due date at present; the rest is under “All”.
duties-none = No duties are listed for this post at present.
duties-former = You hold no post at present. What you did while you held one is under “History”; to register a post, send /register.
duties-asked = Asked for, not decided yet: { $seat }
duties-page = { $page }/{ $pages }
duties-previous = ‹
duties-next = ›
duties-all-posts = All posts
duties-chosen = ● { $label }

# One duty
item-title = <b>{ $name }</b>
item-owner = { $seat }
item-red = 🔴 Overdue { $days }
item-yellow = 🟡 Due soon, { $days }
item-white = ⚪ Not due yet, { $days }
item-green = 🟢 Done
item-blue = 🔵 Extended, { $days }
item-excused = 🔵 Excused
item-progress-confirm =
    Progress: { $completed ->
        [0] not recorded yet
       *[other] recorded
    } (at least { $count } { $unit } required; record it once when that is reached)
item-due = By { $due } · { $completed }/{ $needed }
item-was-due = Was due { $due } · { $completed }/{ $needed }
item-applies-to = Applies to: { $where }
item-strength = Requirement: { $strength }, { $cadence }
item-words = Requirement: { $text }
item-source = Source: { $source }
item-entries = Entries:
item-entry = · { $day }, recorded by { $name }
item-entry-withdrawn = · <s>{ $day }, recorded by { $name }</s> (withdrawn)
item-entry-note = 　Note: { $note }
item-entry-files = 　Evidence: { $count ->
    [one] 1 file
   *[other] { $count } files
}
item-done-again-button = ✅ Record another
item-later-button = ⏰ Later
item-why-button = 📖 Source
item-withdraw-button = Withdraw { $day }
item-clause-left = This clause is no longer in the list. The item stays as it began, by an earlier edition ({ $edition }).
item-clause-changed = This clause has changed since. The item stays as it began, by an earlier edition ({ $edition }).
clause-left = Note: this clause is no longer in the list. These are the words of an earlier edition ({ $edition }).
clause-changed = Note: these are the words of the edition with which this item began ({ $edition }), and the item stays under them. The wording has changed since.
clause-now-button = Present wording
