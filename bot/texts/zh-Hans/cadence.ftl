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
cadence-term = 每届{ $years }年
cadence-event = { $event }时
cadence-before = { $event }前{ $days }日
cadence-after = { $event }后{ $days }日内
cadence-months-before = { $event }前{ $months }个月
cadence-months-after = { $event }后{ $months }个月内
