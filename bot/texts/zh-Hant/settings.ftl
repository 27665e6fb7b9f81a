settings-title = <b>設定</b>
settings-language = 語言：{ $language }
settings-quiet = 勿擾時段：{ $start }至{ $end }，其間的提醒順延到結束後傳送。
settings-quiet-off = 勿擾時段：未設定，提醒隨到隨送。
settings-choose = 點按下面的按鈕更改。
settings-quiet-choose = { $start }—{ $end }勿擾
settings-quiet-none = 不設勿擾時段
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English
settings-chosen = ● { $label }
settings-hour = 提醒時間：{ $time }
settings-hour-off = 提醒時間：預設（上午）
settings-hour-button = 提醒時間
settings-hour-ask = 每天什麼時間提醒您？
settings-hour-usual = 預設（上午）
settings-digest = 彙總：{ $digest }
settings-digest-button = 彙總方式
settings-digest-ask =
    提醒怎樣彙總？
    每天、每週彙總的，也不會遲於時限前的最後一個工作日。
settings-digest-each = 隨到隨送
settings-digest-daily = 每天一次
settings-digest-weekly = 每週一次
settings-weekdays-off = 休息日：{ $days }
settings-days-off-button = 休息日
settings-days-off-ask =
    哪幾天不提醒您？點按選取，再點取消。
    那幾天的提醒順延，但不會遲於時限前的最後一個工作日。
settings-range = 休假：{ $days }
settings-range-button = 休假日期
settings-range-clear-button = 取消休假
settings-range-ask = 請傳送休假的起訖日期，例如「{ $example }」。
settings-range-example = { $first }至{ $last }
settings-range-unclear = 沒有看懂。請寫起訖兩個日期，從今天或以後開始，不超過{ $days }天；或傳送 /cancel 取消。
settings-weekday-last = 每週至少留一天接收提醒。
