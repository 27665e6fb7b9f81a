# What a clause means for the numbers, dates and circumstances of a question.
verdict-yes = { $kind ->
    [attendance] Yes, enough are there to hold it
    [votes] Passed
    [allowed] Yes, that is allowed
    [applies] Yes, the time of this rule has come
    [condition] Yes, this meets the condition of the rule
   *[other] Yes, that is enough
}
verdict-no = { $kind ->
    [attendance] No, too few are there to hold it
    [votes] Not passed
    [allowed] No, that is not allowed
    [applies] The time of this rule has not come yet
    [condition] No, this does not meet the condition of the rule
   *[other] No, that is not enough
}
verdict-normally = { $verdict } (the text says “normally”)
verdict-open = The text leaves it open: { $note }
verdict-at-bound = Exactly { $bound }: whether that is enough is open
verdict-most = at most { $amount }
verdict-least = at least { $amount }
verdict-sum = Worked out: { $sum }
verdict-share = Worked out: { $sum }, { $rule }; you say { $stated }.
verdict-otherwise = Otherwise where this applies: { $duty }, here { $rule }
verdict-number = The text asks for { $rule }; you say { $stated }.
verdict-product = { $of } { $base } × { $share } = { $product }
verdict-product-about = { $of } { $base } × { $share } ≈ { $product }
verdict-rule-at-least = at least { $amount }
verdict-rule-more-than = more than { $amount }
verdict-rule-at-most = at most { $amount }
verdict-rule-less-than = fewer than { $amount }
verdict-people = { $count } { $count ->
    [one] person
   *[other] people
}
verdict-votes = { $count } { $count ->
    [one] vote
   *[other] votes
}
verdict-hours = { $count } { $count ->
    [one] hour
   *[other] hours
}
verdict-units = { $count } { $count ->
    [one] unit
   *[other] units
}
verdict-years = { $count } { $count ->
    [one] year
   *[other] years
}
verdict-months = { $count } { $count ->
    [one] month
   *[other] months
}
verdict-term-over = The term is over; an election is due
verdict-term-runs = The term runs until { $ends }
verdict-term = Worked out: from { $began }, { $years } years a term, until { $ends }; it is { $today } now.
verdict-founded = Required: { $cadence }. For “{ $words }” the text makes no exception and no rule of its own
verdict-applicable = Applies: { $duty } ({ $cadence })
verdict-applicable-where = It depends: { $duty } ({ $cadence }; applies to { $where })
verdict-not-applicable = Does not apply: { $duty } ({ $reasons })
verdict-fact = { $fact }: { $value ->
    [0] no
   *[other] yes
}
verdict-fact-number = { $fact }: { $value }
