# /board: who still owes what. A line holds 32 letters.
board-title = <b>Board · { $period }</b>
board-scope = { $organisation } and below
board-scope-alone = { $organisation }
board-as-of = As of { $day }, { $time }
board-red = 🔴 Overdue { $count }
board-yellow = 🟡 Due soon { $count }
board-green = 🟢 Done { $count }
board-green-waiting = 🟢 Done { $count } ({ $waiting } to confirm)
board-white = ⚪ Not due yet { $count }
board-blue = 🔵 { $parts }
board-first = { $heading }, first { $count }
board-same-days = { $heading }, { $days }
board-group = <b>{ $heading }</b>
board-unit = { $unit }
board-line = {"  "}{ $item }, { $who }
board-line-days = {"  "}{ $item } { $days }, { $who }
board-one-line = { $unit } · { $item }, { $who }
board-days = { $days } d
board-left = { $days } d left
board-today = due today
board-over-just = just past
board-vacant = vacant
board-excused = excused { $count }
board-extended = extended { $count }
board-seats-vacant = vacant { $count }
board-unreached = not reached { $count }
board-blue-joint = {" · "}
board-total = Total { $total }
board-total-vacancies = Total { $total } · vacant posts { $vacancies }
board-note = In workdays, in order of the tree
board-earlier = Still owed from { $period }: { $parts }
board-earlier-overdue = overdue { $count }
board-earlier-near = due soon { $count }
board-empty = There are no items in this period.
board-all-green = Nothing is overdue or due soon.
board-nowhere = The board is for managers, and you don’t manage any organisation at present. Your own items are under “My duties”.
board-button-red = 🔴 Overdue { $count }
board-button-yellow = 🟡 Soon { $count }
board-button-green = 🟢 Done { $count }
board-button-white = ⚪ Not due { $count }
board-button-blue = 🔵 Other { $count }
board-button-waiting = To confirm { $count }
board-button-vacant = Vacant posts { $count }
board-button-earlier = 🔴 { $period }: overdue { $count }
board-button-earlier-near = 🟡 { $period }: due soon { $count }
board-button-choose = Period, unit
board-button-picture = Picture
board-button-page = Page
board-button-back = ‹ Board
board-button-board = Board
board-list-title = <b>{ $heading } · { $period }</b>
board-list-hint = Tap one for details.
board-list-none = There is nothing here now.
board-list-item = { $unit } · { $item } { $days }
board-list-item-plain = { $unit } · { $item }
board-page = { $page }/{ $pages }
board-vacant-title = <b>Vacant posts { $count }</b>
board-vacant-line = { $seat }
board-vacant-hint = Tap an organisation to see or change its posts.
board-vacant-none = No post is vacant.
board-choice-title = <b>Which period, which unit?</b>
board-choice-now = Now: { $organisation }, { $period }
board-choice-up = ‹ { $organisation }
board-choice-unit = { $organisation }
board-card-title = <b>{ $name }</b>
board-card-unit = { $organisation }
board-card-overdue = 🔴 Overdue by { $days ->
    [one] { $days } workday
   *[other] { $days } workdays
}
board-card-overdue-just = 🔴 Just past its due date
board-card-not-done = 🔴 Not done; the statement is drawn
board-card-near = 🟡 Due soon, { $days ->
    [one] { $days } workday
   *[other] { $days } workdays
} left
board-card-near-today = 🟡 Due today
board-card-open = ⚪ Not due yet, { $days ->
    [one] { $days } workday
   *[other] { $days } workdays
} left
board-card-in-time = 🟢 Done in time
board-card-late = 🟢 Done late
board-card-excused = 🔵 Excused
board-card-extended = 🔵 Extended to { $day }
board-card-vacant = 🔵 Post vacant
board-card-unreached = 🔵 Not reached
board-card-holder = Holder: { $names } ({ $post })
board-card-nobody = Holder: vacant ({ $post })
board-card-due = Due date: { $due }
board-card-needs = Rule: { $strength }, { $cadence }; done { $completed }/{ $needed }
board-card-progress = Done { $completed }/{ $needed }
board-card-source = Source: { $source }
board-card-edition = Edition: { $edition }
board-card-entries = <b>Entries</b>
board-card-entry = Held { $held }, recorded { $recorded } ({ $name })
board-card-entry-later = Held { $held }, recorded late { $recorded } ({ $name })
board-card-entry-made-up = Done late, { $held }, recorded { $recorded } ({ $name })
board-card-entry-withdrawn = <s>Held { $held }, recorded { $recorded } ({ $name })</s> withdrawn
board-card-entry-note = {"  "}Note: { $note }
board-card-entry-files = {"  "}Proofs: { $count }
board-card-story = <b>So far</b>
board-card-reminded = Reminders sent: { $count }, last { $day }
board-card-not-reminded = No reminder yet
board-card-relief-excuse = { $day } asked to be excused: { $reason }
board-card-relief-extension = { $day } asked to extend to { $until }: { $reason }
board-card-relief-granted = {"  "}Agreed
board-card-relief-refused = {"  "}Declined: { $answer }
board-card-relief-ended = {"  "}Ended
board-card-relief-waiting = {"  "}Not decided yet
board-normally = A “normally” rule: reminders only, no follow-up.
board-group-title = <b>{ $organisation } in numbers</b>
board-week-title = <b>{ $organisation }: a week in numbers</b>
board-week-done = 🟢 Done in 7 days { $count }
board-group-private = Your own items are in the private chat.
board-group-unbound = This group is not linked to an organisation yet. An administrator of this group who is also a manager of the organisation can send /register to link it.
board-group-name = {"  "}{ $unit }, { $who }
board-group-weekly = Send weekly
board-group-weekly-ask = When should the week’s numbers be sent here?
board-group-weekly-day = { $weekday } { $time }
board-group-weekly-off = Don’t send
board-group-weekly-on = The week’s numbers will be sent here every { $weekday } at { $time }.
board-group-weekly-none = The week’s numbers will no longer be sent.
board-group-names-on = List holders
board-group-names-off = Hide holders
board-group-names-are-on = From now on holders are named here. Pictures are not sent to groups.
board-group-names-are-off = From now on only numbers are shown here.

# The picture and the page.
picture-caption = { $organisation } · { $period } · overdue { $red } · due soon { $yellow }
picture-as-of = { $period } · as of { $day }, { $time }
picture-red = Overdue
picture-yellow = Due soon
picture-green = Done
picture-white = Not due
picture-blue = Excused etc.
picture-total = Total
picture-heading = { $word } { $count }
picture-heading-first = { $word } { $count }, first { $shown }
picture-over = { $days } d over
picture-not-done = not done
picture-left = { $days } d left
picture-seat-vacant = post vacant
picture-line = { $item } · { $who }
picture-foot = To confirm { $waiting } · vacant posts { $vacancies } · in workdays, in order of the tree
picture-year-title = { $organisation } · { $year }
picture-year-note = As of { $day } · each cell shows what most needs attention that month
picture-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
picture-sign-excused = E
picture-sign-extended = X
picture-sign-vacant = V
picture-sign-unreached = U
picture-legend-red = overdue, not done (how many)
picture-legend-yellow = due soon (how many)
picture-legend-in-time = done in time
picture-legend-late = done late
picture-legend-open = not due yet
picture-legend-none = no items
picture-legend-excused = excused
picture-legend-extended = extended
picture-legend-vacant = vacant
picture-legend-unreached = not reached
picture-first-units = First { $shown } of { $count } units
picture-dark-button = Dark picture
picture-light-button = Light picture
picture-year-button = Whole year
picture-none = The picture can’t be drawn at the moment; please use the text for now.
board-urge = Remind { $count ->
    [one] { $count } holder
   *[other] { $count } holders
}
board-card-review = Confirm or return
board-card-entry-returned = <s>Held { $held }, recorded { $recorded } ({ $name })</s>
board-card-follow-up = Followed up on { $day }
board-card-follow-up-ended = Followed up on { $day }, ended since
board-card-escalation = Escalated on { $day }
board-card-escalation-ended = Escalated on { $day }, ended since
board-card-further = {"  "}{ $line }
board-statement = See the statement, export
