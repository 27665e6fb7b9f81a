# How often, in words; used by answers, lists and reminders.
cadence-continuous = 持續
cadence-regular = 定期（條例未規定次數）
cadence-not-stated = 未載明次數
cadence-quota-times = { $per }至少 { $count } 次
cadence-quota-of = { $per }至少 { $count } { $unit }
cadence-exactly-times = { $per } { $count } 次
cadence-exactly-of = { $per } { $count } { $unit }
cadence-each = { $each }{ $quota }
cadence-season = { $quota }，一般在{ $first }月至{ $last }月
cadence-season-over = { $quota }，一般在{ $first }月至次年{ $last }月
cadence-season-quarter = { $quota }，一般在第{ $quarter ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
}季度
cadence-due = { $quota }，{ $day }前
per-odd-month = 逢單月
per-even-month = 逢雙月
per-months = 每年{ $months }各
month-name = { $month }月
due-day = { $day }日
due-date = { $month }{ $day }日
due-weekday = { $nth ->
    [-1] 最後一個
    [1] 第一個
    [2] 第二個
    [3] 第三個
    [4] 第四個
   *[other] 第五個
}{ $weekday }
due-in-month = { $month ->
    [-1] 末月
    [1] 首月
   *[other] 第{ $month }個月
}{ $day }
cadence-term = 每屆{ $years }年
cadence-event = { $event }時
cadence-before = { $event }前{ $days }日
cadence-after = { $event }後{ $days }日內
cadence-months-before = { $event }前{ $months }個月
cadence-months-after = { $event }後{ $months }個月內
cadence-within = { $quota }，在{ $first }月至{ $last }月
cadence-within-quarter = { $quota }，在第{ $quarter ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
}季度
cadence-from = { $quota }（自{ $day }那一週起）
per-second-week = 隔週
due-workday = { $nth ->
    [-1] 最後一個
    [1] 第一個
    [2] 第二個
    [3] 第三個
   *[other] 第{ $nth }個
}工作日
due-workday-back = 倒數第{ $nth ->
    [2] 二
    [3] 三
   *[other] { $nth }
}個工作日
due-of-year = { $month }{ $day }
cadence-term-ahead = 每屆 1 次，屆滿前{ $months }個月著手
per-month-of-year = 每年{ $month }
due-month-end = { $month }底
due-last-day = 最後一天
