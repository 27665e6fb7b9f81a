workdays-ask =
    請把國務院辦公廳的放假通知全文貼到這裡。
    也可以每行寫一天，例如：2027-02-05 休、2027-02-06 班。
workdays-bad = 沒有錄入。請核對後重新傳送：
workdays-more-faults = 另有{ $count }處。
workdays-fault-no-year = 沒有找到年份，標題應有「关于2027年部分节假日安排」這樣的字樣。
workdays-fault-no-days = 沒有找到日期。
workdays-fault-no-such-day = 「{ $words }」：沒有這一天。
workdays-fault-weekday = 「{ $words }」：這天是{ $actual }，不是{ $said }。
workdays-fault-count = 「{ $words }」：寫著共{ $said }天，實為{ $actual }天。
workdays-fault-not-read = 「{ $words }」：看不懂。
workdays-fault-twice = 「{ $words }」：同一天既寫放假又寫上班。
workdays-preview = <b>將作以下調整</b>
workdays-off = 休息{ $count }天：{ $days }
workdays-worked = 上班{ $count }天：{ $days }
workdays-nothing-new = 與現有安排一致，沒有變化。
workdays-published = { $year }年的日期不再是暫定。
workdays-follows = 確認後，尚未到期的時限和提醒隨之調整。
workdays-enter-button = 確認
workdays-entered = 已錄入，正在調整時限和提醒。
