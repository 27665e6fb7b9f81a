# Two messages for each period of clauses/cadence.py.

# How often: “at least once …”.
per-week = 每週
per-month = 每月
per-two-months = 每兩個月
per-quarter = 每季度
per-half-year = 每半年
per-year = 每年
per-term = 每屆
per-event = 每次事件

# Which one. A week may use $days, a period of months $year, $month, $number and $months,
# a term $first and $last, an event $last.
period-week = { $days }這一週
period-month = { $year }年{ $month }月
period-two-months = { $months }
period-quarter = { $year }年第{ $number ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
}季度
period-half-year = { $year }年{ $number ->
    [1] 上半年
   *[other] 下半年
}
period-year = { $year }年
period-term = 本屆（{ $first }至{ $last }）
period-event = { $last }這次

# The same in lists, where room is short and the year is known; a week may use $start and $end,
# a period of months $last_month.
short-week = { $start }起一週
short-month = { $month }月
short-two-months = { $month }—{ $last_month }月
short-quarter = 第{ $number ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
}季度
short-half-year = { $number ->
    [1] 上半年
   *[other] 下半年
}
short-year = { $year ->
   *[other] 全年
}
short-term = 本屆
short-event = 截至{ $last }
short-of-year = { $year }年{ $period }
