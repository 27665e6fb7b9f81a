# The past, and the end states of items.
state-not-listed = not listed
state-excused = excused
state-in-time = done in time
state-late = done late
state-vacant = vacant
state-unreached = not reached
state-not-done = not done
state-open = still open

past-button = History
past-none = There is no history yet.
past-title = <b>History · { $year } · { $organisation }</b>
past-title-all = <b>History · { $year }</b>
past-sums =
    In time { $in-time } · late { $late }
    not done { $not-done } · excused { $excused } · total { $total }
past-count = { $state } { $count }
past-gap = {" · "}
past-seat = <b>{ $post }</b>, { $organisation }
past-duty = { $lamp } { $duty }: { $count }
past-duty-state = {"  "}{ $state }: { $periods }
past-month = <b>{ $month }</b>: done in time { $count }
past-month-item = { $lamp } { $duty }: { $state }
past-year-button = { $year }
past-by-month-button = By month
past-by-duty-button = By duty
past-open-button = Open one
past-pick = Which one? ({ $page }/{ $pages })
past-pick-item = { $lamp } { $duty } ({ $period })
past-item = <b>{ $duty }</b> ({ $period })
past-item-state = { $lamp } { $state }
past-item-due = Due: { $due } · { $completed }/{ $needed }
past-files-button = Proofs of { $day }: { $count }
past-entry-button = Correct { $day }
past-enter-button = Enter it now
