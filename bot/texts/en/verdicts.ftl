# What a clause means for the numbers, dates and circumstances of a question, and what it states of
# consequence, procedure and reason.
verdict-yes = { $kind ->
    [allowed] Yes, within { $bound }
    [usual] Yes, within the usual limit
    [applies] Yes, the time of this rule has come
    [condition] Yes, this meets the condition of the rule
   *[other] Yes, that is enough
}
verdict-no = { $kind ->
    [allowed] No, { $bound } at most
    [usual] That is more than the usual limit
    [applies] The time of this rule has not come yet
    [condition] No, this does not meet the condition of the rule
   *[other] No, that is not enough
}
verdict-own = { $verdict }: { $own }
verdict-rate = { $amount }: { $then }
verdict-open = The text leaves it open: { $note }
verdict-at-bound = Exactly { $bound }: whether that is enough is open
verdict-most = at most { $amount }
verdict-least = at least { $amount }
verdict-between = { $low } to { $high }
verdict-sum = Worked out: { $sum }
verdict-share = Worked out: { $sum }, { $rule }; you say { $stated }.
verdict-otherwise = Otherwise where this applies: { $duty }, here { $rule }
verdict-number = The text says { $rule }; you say { $stated }.
verdict-instead = This applies instead: { $text } ({ $source }).
verdict-of = {" "}
verdict-product = { $base } × { $share } = { $product }
verdict-product-about = { $base } × { $share } ≈ { $product }
verdict-rule-at-least = at least { $amount }
verdict-rule-more-than = more than { $amount }
verdict-rule-at-most = at most { $amount }
verdict-rule-less-than = fewer than { $amount }
verdict-bound-at-least = { $amount } or more
verdict-bound-more-than = more than { $amount }
verdict-bound-at-most = { $amount } at most
verdict-bound-less-than = fewer than { $amount }
verdict-less = less than { $amount }
verdict-more = more than { $amount }
verdict-time = { $unit ->
    [years] { $count } { $count ->
        [one] year
       *[other] years
    }
    [months] { $count } { $count ->
        [one] month
       *[other] months
    }
    [weeks] { $count } { $count ->
        [one] week
       *[other] weeks
    }
    [days] { $count } { $count ->
        [one] day
       *[other] days
    }
   *[hours] { $count } { $count ->
        [one] hour
       *[other] hours
    }
}
verdict-term-over = The term is over; an election is due
verdict-term-runs = The term runs until { $ends }
verdict-term = Worked out: from { $began }, { $years } years a term, until { $ends }; it is { $today } now.
verdict-due-after = by { $day }
verdict-due-before = on { $day }
verdict-due-sum = Worked out: { $span } { $sign ->
    [minus] before
   *[plus] from
} { $began } is { $day }.
verdict-founded = Required: { $cadence }. For “{ $words }” the text makes no exception and no rule of its own
verdict-ruling = { $ruling ->
    [yes-may] Yes
    [yes-must] Yes
    [yes-need-not] Yes
    [yes-must-not] Yes
    [no-must] No
    [no-need-not] No, it need not be
    [no-must-not] No
   *[other] {""}
}
verdict-ruled = { $ruling }: { $then }
verdict-obliged = { $kind ->
    [must-must] Yes, { $cadence }
    [must-normally] Normally yes, { $cadence }; the text says “normally”, it is no strict rule
    [must-encouraged] It is not a must: { $cadence }
    [leave-must] No, it is required { $cadence }
    [leave-normally] The text says “normally” ({ $cadence }) and names no case in which it may be left
   *[leave-encouraged] Yes, it is only encouraged: { $cadence }
}
verdict-applicable = Applies: { $duty } ({ $cadence })
verdict-applicable-where = It depends: { $duty } ({ $cadence }; applies to { $where })
verdict-not-applicable = Does not apply: { $duty } ({ $reasons })
verdict-fact = { $fact }: { $value ->
    [0] no
   *[other] yes
}
verdict-fact-number = { $fact }: { $value }
outcome-none = { $kind ->
    [consequence] What is loaded states no consequence of this. The rule itself:
    [procedure] What is loaded states no steps. The rule itself:
   *[reason] What is loaded states no reason. The rule itself:
}
outcome-steps = Step by step:
outcome-elsewhere = Where it is not done, the text says:
outcome-further = See also:
outcome-clause = · { $text } ({ $source })
compared-title = Side by side:
