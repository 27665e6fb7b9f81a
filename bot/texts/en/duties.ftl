# Days and other words that several screens share.
strength-must = required
strength-normally = normally required
strength-encouraged = encouraged

level-province = Provincial level
level-city = City level
level-county = County level

day-provisional = { $day }*
day-unclear = I could not read that date. Please write it like “{ $example }”, or send /cancel to stop.
provisional-note = * Provisional: the public holidays of that year have not been announced. The date will be adjusted once they are.

list-comma = {", "}
source-document = 《{ $title }》
source-place = 《{ $title }》{ $place }

# /myduties
duties-title = <b>My duties</b>
duties-title-post = <b>Duties of { $post }</b>
duties-section-overdue = <b>Overdue ({ $count })</b>
duties-section-due = <b>To do ({ $count })</b>
duties-section-done = <b>Done ({ $count })</b>
duties-section-coming = <b>Starting soon ({ $count })</b>
duties-section-regular = <b>Regular, no number given ({ $count })</b>
duties-section-on-event = <b>When the occasion arises ({ $count })</b>
duties-section-continuous = <b>Continuous ({ $count })</b>
duties-open =
    { $number }. { $duty }
    　{ $period }: { $completed } of { $needed } done, due by { $due }
duties-overdue =
    { $number }. { $duty }
    　{ $period }: { $completed } of { $needed } done, was due by { $due }
duties-done = { $number }. { $duty } ({ $period }, { $completed } of { $needed })
duties-coming =
    { $number }. { $duty }
    　{ $period }: from { $start }
duties-other = { $number }. { $duty }
duties-of-post = 〔{ $post }〕
duties-of-post-in = 〔{ $organisation }{ $post }〕
duties-hint = Tap a number for details or to record a completion.
duties-none = No duties are listed for this post at present.
duties-page = { $page }/{ $pages }
duties-previous = ‹
duties-next = ›
duties-all-posts = All posts
duties-chosen = ● { $label }

# One duty
item-title = <b>{ $duty }</b>
item-owner = { $post }, { $organisation }
item-period = Period: { $period }
item-progress = Progress: { $completed } of { $needed } done
item-progress-confirm =
    Progress: { $completed ->
        [0] not recorded yet
       *[other] recorded
    } (at least { $count } { $unit } required; record it once when that is reached)
item-due = Due by { $due }
item-closed = Was due by { $due }; this period is over
item-season = Time of year: normally { $first ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} to { $last ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
item-applies-to = Applies to: { $where }
item-strength = Requirement: { $strength }
item-source = Source: { $source }
item-entries = Entries:
item-entry = · { $day }, recorded by { $name }
item-entry-withdrawn = · <s>{ $day }, recorded by { $name }</s> (withdrawn)
item-entry-note = 　Note: { $note }
item-entry-files = 　Evidence: { $count ->
    [one] 1 file
   *[other] { $count } files
}
item-done-button = ✅ Done
item-done-again-button = ✅ Record another
item-later-button = ⏰ Remind me later
item-why-button = 📖 Source
item-withdraw-button = Withdraw the entry for { $day }
