chase-follow-up-title = <b>Follow-up</b> · { $day }
chase-escalation-title = <b>Escalation</b> · { $day }
chase-new = { $count } new today
chase-unit = <b>{ $organisation }</b>
chase-item = { "  " }{ $item } · { $days } d · { $names }
chase-followed-up = { "    " }followed up on { $day }
chase-more = And { $count } more.
chase-earlier = Told before, still open: { $count }
chase-follow-up-next = What stays open goes to the body above.
chase-escalation-next = Followed up and still open; please see to it.
chase-days = Days are workdays.
urge-button = Remind holders
urge-done = { $count ->
    [one] { $count } person
   *[other] { $count } people
} reminded.
urge-nobody = There is nobody to remind at present.
urge-unreached = Not reached: { $names }.
urge-vacant = { $count ->
    [one] { $count } more item has a vacant post.
   *[other] { $count } more items have a vacant post.
}
urge-once = Not again today.
chasing-button = Follow-up
chasing-title = <b>Follow-up and escalation</b>
chasing-means =
    Once an item is { $first ->
        [one] { $first } workday
       *[other] { $first } workdays
    } overdue, the organisation’s managers are told (follow-up); after { $then } workdays, the body above (escalation).
    At most one message a day to each. “Normally” rules are reminded of only, not followed up.
chasing-choice = { $chosen ->
    [True] ✓ { $first } and { $then } workdays
   *[False] { $first } and { $then } workdays
}
