## dutybot plan: every reminder that a post would get

plan-title = { $post } ({ $body }), { $first } to { $last }, time zone { $zone }
plan-column-duty = Duty
plan-column-period = Period
plan-column-due = Last day
plan-column-reminders = Reminders
plan-stage-start = start
plan-stage-before = { $number ->
    [one] 1 workday before
   *[other] { $number } workdays before
}
plan-stage-overdue = overdue, week { $number }
plan-cadence = { $cadence } ({ $strength })
plan-count = Occurrences: { $occurrences }; reminders: { $reminders }.
plan-provisional-note = * Provisional: the holidays of that year are not announced yet; the day is adjusted once they are.
plan-undated-note = Not shown: { $count } counted by terms of office; they are planned once the start of the term is entered.
plan-bad-day = “{ $text }” is not a date; write it like 2027-01-01.
plan-year-out-of-range = “{ $text }” is out of range; the year must be between { $first } and { $last }.
plan-days-reversed = The first day, { $first }, comes after the last, { $last }.
plan-unknown-post = There is no post called “{ $text }”. Choose from: { $posts }.
plan-unknown-body = There is no type of organisation called “{ $text }”. Choose from: { $bodies }.
plan-post-not-of-body = { $body } has no { $post } and does not act for one.
plan-unknown-duty = { $post } has no duty “{ $text }”.
