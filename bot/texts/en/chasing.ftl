chase-follow-up-title = <b>Follow-up</b> · { $day }
chase-escalation-title = <b>Escalation</b> · { $day }
chase-new = { $count } new today
chase-unit = <b>{ $organisation }</b>
chase-item = { "  " }{ $item } · { $days } d · { $names }
chase-followed-up = { "    " }followed up on { $day }
chase-more = And { $count } more.
chase-earlier = Told of before, still open: { $count }
chase-follow-up-next = What stays open is taken to the body above in time. Days are workdays.
chase-escalation-next = It was followed up and is still open; please see to it. Days are workdays.
urge-button = Remind the holders
urge-done = { $count ->
    [one] { $count } person
   *[other] { $count } people
} reminded.
urge-nobody = There is nobody to remind at present.
urge-unreached = Not reached: { $names }.
urge-vacant = { $count ->
    [one] { $count } more item belongs to a vacant post.
   *[other] { $count } more items belong to vacant posts.
}
urge-once = Not again today.
chasing-button = Follow-up
chasing-title = <b>Follow-up and escalation</b>
chasing-means = Managers of the organisation are told of an item once it is { $first } workdays overdue, those of the body above once it is { $then }. At most one message a day to each. What the texts ask for “normally” is only reminded of.
chasing-choice = { $chosen ->
    [True] ✓ { $first } and { $then } workdays
   *[False] { $first } and { $then } workdays
}
