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
cadence-term = 每屆{ $years }年
cadence-event = { $event }時
cadence-before = { $event }前{ $days }日
cadence-after = { $event }後{ $days }日內
cadence-months-before = { $event }前{ $months }個月
cadence-months-after = { $event }後{ $months }個月內
