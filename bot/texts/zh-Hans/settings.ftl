settings-title = <b>设置</b>
settings-language = 语言：{ $language }
settings-quiet = 免打扰时间：{ $start }至{ $end }，其间的提醒顺延到结束后发送。
settings-quiet-off = 免打扰时间：未设置，提醒随到随发。
settings-choose = 点下面的按钮更改。
settings-quiet-choose = { $start }—{ $end }免打扰
settings-quiet-none = 不设免打扰
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English
settings-chosen = ● { $label }
settings-hour = 提醒时间：{ $time }
settings-hour-off = 提醒时间：默认（上午）
settings-hour-button = 提醒时间
settings-hour-ask = 每天什么时间提醒您？
settings-hour-usual = 默认（上午）
settings-digest = 汇总：{ $digest }
settings-digest-button = 汇总方式
settings-digest-ask =
    提醒怎样汇总？
    每天、每周汇总的，也不会迟于时限前的最后一个工作日。
settings-digest-each = 随到随发
settings-digest-daily = 每天一次
settings-digest-weekly = 每周一次
settings-weekdays-off = 休息日：{ $days }
settings-days-off-button = 休息日
settings-days-off-ask =
    哪几天不提醒您？点一下选中，再点取消。
    那几天的提醒顺延，但不会迟于时限前的最后一个工作日。
settings-range = 休假：{ $days }
settings-range-button = 休假日期
settings-range-clear-button = 取消休假
settings-range-ask = 请发送休假的起止日期，例如“{ $example }”。
settings-range-example = { $first }至{ $last }
settings-range-unclear = 没有看懂。请写起止两个日期，从今天或以后开始，不超过{ $days }天；或发送 /cancel 取消。
settings-weekday-last = 每周至少留一天接收提醒。
