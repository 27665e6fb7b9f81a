# Two messages for each period of clauses/cadence.py.

# How often: “at least once …”.
per-week = a week
per-month = a month
per-two-months = every two months
per-quarter = a quarter
per-half-year = every half-year
per-year = a year
per-term = per term of office
per-event = for each event

# Which one. A week may use $days, a period of months $year, $month, $number and $months,
# a term $first and $last, an event $last.
period-week = Week of { $days }
period-month = { $month ->
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
} { $year }
period-two-months = { $months }
period-quarter = { $number ->
    [1] First
    [2] Second
    [3] Third
   *[other] Fourth
} quarter of { $year }
period-half-year = { $number ->
    [1] First
   *[other] Second
} half of { $year }
period-year = { $year }
period-term = Current term ({ $first } to { $last })
period-event = the period to { $last }

# The same in lists, where room is short and the year is known; a week may use $start and $end,
# a period of months $last_month.
short-week = week of { $start }
short-month = { $month ->
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
   *[other] Dec
}
short-two-months = { $month ->
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
   *[other] Dec
}–{ $last_month ->
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
   *[other] Dec
}
short-quarter = Q{ $number }
short-half-year = H{ $number }
short-year = { $year }
short-term = this term
short-event = until { $last }
short-of-year = { $period } { $year }
