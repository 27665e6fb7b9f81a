settings-title = <b>Settings</b>
settings-language = Language: { $language }
settings-quiet = Quiet hours: { $start } to { $end }. Reminders in between are sent when they end.
settings-quiet-off = Quiet hours: none. Reminders are sent as they come.
settings-choose = Tap a button below to change this.
settings-quiet-choose = Quiet { $start }–{ $end }
settings-quiet-none = No quiet hours
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English
settings-chosen = ● { $label }
settings-hour = Hour of reminders: { $time }
settings-hour-off = Hour of reminders: usual (morning)
settings-hour-button = Hour
settings-hour-ask = At what time shall I remind you?
settings-hour-usual = Usual (morning)
settings-digest = Gathered: { $digest }
settings-digest-button = Digest
settings-digest-ask =
    How shall I gather your reminders?
    None comes later than the last workday before its due date.
settings-digest-each = each as it comes
settings-digest-daily = once a day
settings-digest-weekly = once a week
settings-weekdays-off = Days off: { $days }
settings-days-off-button = Days off
settings-days-off-ask =
    On which days shall I not remind you? Tap to choose, tap again to undo.
    Reminders then come later, but not after the last workday before their due date.
settings-range = Away: { $days }
settings-range-button = Dates away
settings-range-clear-button = Not away
settings-range-ask = Please send the first and the last day away, for example “{ $example }”.
settings-range-example = { $first } to { $last }
settings-range-unclear = I could not read that. Please write two days, from today on, at most { $days } days; or send /cancel to stop.
settings-weekday-last = At least one weekday must be left for reminders.
