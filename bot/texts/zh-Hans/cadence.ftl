# How often, in words; used by answers, lists and reminders.
cadence-continuous = 持续
cadence-regular = 定期（条例未规定次数）
cadence-not-stated = 未载明次数
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
per-odd-month = 逢单月
per-even-month = 逢双月
per-months = 每年{ $months }各
month-name = { $month }月
due-day = { $day }日
due-date = { $month }{ $day }日
due-weekday = { $nth ->
    [-1] 最后一个
    [1] 第一个
    [2] 第二个
    [3] 第三个
    [4] 第四个
   *[other] 第五个
}{ $weekday }
due-in-month = { $month ->
    [-1] 末月
    [1] 首月
   *[other] 第{ $month }个月
}{ $day }
cadence-term = 每届{ $years }年
cadence-event = { $event }时
cadence-before = { $event }前{ $days }日
cadence-after = { $event }后{ $days }日内
cadence-months-before = { $event }前{ $months }个月
cadence-months-after = { $event }后{ $months }个月内
cadence-within = { $quota }，在{ $first }月至{ $last }月
cadence-within-quarter = { $quota }，在第{ $quarter ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
}季度
cadence-from = { $quota }（自{ $day }那一周起）
per-second-week = 隔周
due-workday = { $nth ->
    [-1] 最后一个
    [1] 第一个
    [2] 第二个
    [3] 第三个
   *[other] 第{ $nth }个
}工作日
due-workday-back = 倒数第{ $nth ->
    [2] 二
    [3] 三
   *[other] { $nth }
}个工作日
due-of-year = { $month }{ $day }
cadence-term-ahead = 每届 1 次，届满前{ $months }个月着手
per-month-of-year = 每年{ $month }
due-month-end = { $month }底
due-last-day = 最后一天
