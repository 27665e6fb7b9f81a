# An act of a period that has ended: in it, or after it.
late-title = <b>{ $duty }</b> ({ $period })
late-fill-in = <b>Recorded late: { $duty }</b> ({ $period })
late-within =
    Done on { $day }, within the period.
    Counts as done in time.
late-fill-in-button = Enter
late-after = { $day } is after { $period }.
late-made-up-only = Recorded for { $period } it is done late, and counts for no other period.
late-made-up-or-own =
    Recorded for { $period } it is done late and does not count for { $own }.
    Or is it { $duty } for { $own }?
late-made-up-button = For { $period }, late
late-own-button = For { $own }
late-other-day-button = Change day
late-recorded = Recorded for { $period } as done late: { $duty }, done on { $day }.
