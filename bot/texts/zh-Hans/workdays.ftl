workdays-ask =
    请把国务院办公厅的放假通知全文粘贴到这里。
    也可以每行写一天，例如：2027-02-05 休、2027-02-06 班。
workdays-bad = 没有录入。请核对后重新发送：
workdays-more-faults = 另有{ $count }处。
workdays-fault-no-year = 没有找到年份，标题应有“关于2027年部分节假日安排”这样的字样。
workdays-fault-no-days = 没有找到日期。
workdays-fault-no-such-day = “{ $words }”：没有这一天。
workdays-fault-weekday = “{ $words }”：这天是{ $actual }，不是{ $said }。
workdays-fault-count = “{ $words }”：写着共{ $said }天，实为{ $actual }天。
workdays-fault-not-read = “{ $words }”：没看懂。
workdays-fault-twice = “{ $words }”：同一天既写放假又写上班。
workdays-preview = <b>将作以下调整</b>
workdays-off = 休息{ $count }天：{ $days }
workdays-worked = 上班{ $count }天：{ $days }
workdays-nothing-new = 与现有安排一致，没有变化。
workdays-published = { $year }年的日期不再是暂定。
workdays-follows = 确认后，尚未到期的时限和提醒随之调整。
workdays-enter-button = 确认
workdays-entered = 已录入，正在调整时限和提醒。
