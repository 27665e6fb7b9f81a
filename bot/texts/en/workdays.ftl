workdays-ask =
    Paste the whole text of the State Council’s holiday notice.
    Or one day a line, for example: 2027-02-05 off, 2027-02-06 work.
workdays-bad = Nothing was entered. Please check and send it again:
workdays-more-faults = { $count } more.
workdays-fault-no-year = No year was found: the title should read 关于2027年部分节假日安排.
workdays-fault-no-days = No days were found.
workdays-fault-no-such-day = “{ $words }”: there is no such day.
workdays-fault-weekday = “{ $words }”: that day is a { $actual }, not a { $said }.
workdays-fault-count = “{ $words }”: it gives { $said } as the number of days, but there are { $actual }.
workdays-fault-not-read = “{ $words }”: not understood.
workdays-fault-twice = “{ $words }”: the same day is both off and worked.
workdays-preview = <b>This would change</b>
workdays-off = Off, { $count ->
    [one] 1 day
   *[other] { $count } days
 }: { $days }
workdays-worked = Worked, { $count ->
    [one] 1 day
   *[other] { $count } days
 }: { $days }
workdays-nothing-new = Same as now; nothing changes.
workdays-published = The dates of { $year } are no longer provisional.
workdays-follows = Once confirmed, due dates and reminders still ahead will move.
workdays-enter-button = Confirm
workdays-entered = Entered. Due dates and reminders are being adjusted.
