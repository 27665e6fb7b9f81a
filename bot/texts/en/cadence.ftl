# How often, in words; used by answers, lists and reminders.
cadence-continuous = continuous
cadence-regular = regularly (the regulation gives no number)
cadence-not-stated = frequency not stated
cadence-quota-times = at least { $count ->
    [1] once
    [2] twice
   *[other] { $count } times
} { $per }
cadence-quota-of = at least { $count } { $unit } { $per }
cadence-exactly-times = { $count ->
    [1] once
    [2] twice
   *[other] { $count } times
} { $per }
cadence-exactly-of = { $count } { $unit } { $per }
cadence-each = { $quota } ({ $each })
cadence-season = { $quota }, normally in months { $first } to { $last }
cadence-season-over = { $quota }, normally from month { $first } to month { $last } of the next year
cadence-season-quarter = { $quota }, normally in the { $quarter ->
    [1] first
    [2] second
    [3] third
   *[other] fourth
} quarter
cadence-due = { $quota }, by { $day }
per-odd-month = in each odd month
per-even-month = in each even month
per-months = in each of { $months }
month-name = { $month ->
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
due-day = day { $day }
due-date = { $day } { $month }
due-weekday = the { $nth ->
    [-1] last
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[other] fifth
} { $weekday }
due-in-month = { $day } of the { $month ->
    [-1] last month
    [1] first month
   *[other] month no. { $month }
}
cadence-term = { $years } years per term
cadence-event = when: { $event }
cadence-before = { $days } days before: { $event }
cadence-after = within { $days } days after: { $event }
cadence-months-before = { $months ->
    [1] one month
   *[other] { $months } months
} before: { $event }
cadence-months-after = within { $months ->
    [1] one month
   *[other] { $months } months
} after: { $event }
cadence-within = { $quota }, in months { $first } to { $last }
cadence-within-quarter = { $quota }, in the { $quarter ->
    [1] first
    [2] second
    [3] third
   *[other] fourth
} quarter
cadence-from = { $quota } (from the week of { $day })
per-second-week = every second week
due-workday = the { $nth ->
    [-1] last workday
    [1] first workday
    [2] second workday
    [3] third workday
   *[other] { $nth }th workday
}
due-workday-back = the { $nth ->
    [2] second
    [3] third
   *[other] { $nth }th
} workday from the end
due-of-year = { $day } of { $month }
cadence-term-ahead = once per term of office, prepared from { $months ->
    [one] { $months } month
   *[other] { $months } months
} before its end
per-month-of-year = in { $month } of each year
due-month-end = the end of { $month }
due-last-day = the last day
