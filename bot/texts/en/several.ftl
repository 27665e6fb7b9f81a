# Several items entered for one day.
several-ask = <b>What was done on { $day }?</b>
several-hint = Tap each one; every tap records it.
several-which-day = On which day was it done?
several-which-day-of =
    <b>{ $item }</b>
    On which day was it done?
several-other-day = On which day was it done? Press it, or send it, for example “{ $example }” or “{ $words }”.
several-item = { $item }
several-overdue = { $item }, overdue
several-ticked = ✓ { $item }
several-entered = <b>{ $day }: { $count } recorded</b>
several-none-entered = Nothing was recorded.
several-already = Recorded already
several-change-day = Change day
several-finished = That's all
several-proof = Add proof
several-withdraw = Withdraw one
several-ask-proof = Send a note, photos or files, or the number of the minutes and how many were there; this is optional.
pick-source = The source of which one?
pick-later = Remind you later of which one?
pick-proof = Add proof to which one?
pick-withdraw = Withdraw which one?
