# The message that is pushed; its last line is the reference code.
reminder-title = <b>Duty reminder · { $count ->
    [one] 1 item
   *[other] { $count } items
}</b>
reminder-asked = Again, as you asked
reminder-moved = Holidays were announced; some dates have moved
reminder-moved-from = { $item }: was { $day }
reminder-repeated = <i>Sent again, about the same matter</i>
reminder-see-above = <i>The same reminder as above; please go by that one.</i>
reminder-reference = Ref: <code>{ $code }</code>
reminder-later-button = ⏰ Later
reminder-why-button = 📖 Source

reminder-group-title = <b>{ $organisation }: how its duties are going</b>
reminder-group-advice = Once it is done, would the person responsible please tap below to record it.
reminder-robot-advice = Once it is done, would the person responsible please follow a link below to record it.
reminder-group-button = Record { $item }

later-ask =
    <b>{ $item }</b>
    When shall I remind you again?
later-ask-several = When shall I remind you again of these { $count }?
later-hours = { $hours ->
    [one] In 1 hour
   *[other] In { $hours } hours
}
later-tomorrow = Tomorrow
later-only-one = Only one of them
later-other = Choose a day
later-type-day =
    <b>{ $duty }</b>
    When shall I remind you again? Press a day, or send it, for example “{ $example }”, { $latest } at the latest.
later-read = Remind again: { $duty }
later-set = I will remind you again on { $day } at { $time }: { $duty }.
later-today = I will remind you again today at { $time }:
later-day = I will remind you again on { $day } at { $time }:
later-quiet = { $time } is within your quiet hours ({ $start } to { $end }), so it comes when they end.
later-too-late = The due date is too close; these can no longer be put off:
later-no-day = The due date ({ $due }) is too close; this reminder can no longer be put off.

join-title = <b>Request to register</b>
join-asks-post = { $requester } asks to be registered as { $post } of “{ $organisation }”.
join-asks-post-from = { $requester } asks to be registered as { $post } of “{ $organisation }”, by the handover from { $day }.
join-asks-child = { $requester } asks to place “{ $child }” under “{ $organisation }”.
join-check = Please check before you decide.
join-digest-title = <b>Requests waiting</b> ({ $count })
join-digest-line = { $number }. { $asks }
join-digest-hint = Please tap a number to check and decide that request.
join-mute = Mute their requests
join-block = Block their requests
join-block-ask = Block requests from { $requester }? Those that are yours to decide will be declined, and new ones will not be accepted.
join-muted = You will no longer be notified of requests from { $requester }.
join-blocked = Requests from { $requester } are no longer accepted.
join-hear-muted = Unmute
join-hear-blocked = Unblock
join-approve = Approve
join-decline = Decline
join-approved-post = Your request to be registered as { $post } of “{ $organisation }” has been approved. Send /myduties to see your duties and due dates.
join-declined-post = Your request to be registered as { $post } of “{ $organisation }” was not approved. If you have questions, please contact the organisation’s manager.
join-approved-child = “{ $child }” has been placed under “{ $organisation }”.
join-declined-child = The request to place “{ $child }” under “{ $organisation }” was not approved. If you have questions, please contact the organisation’s manager.
join-decided-approved = You have approved the request of { $requester }, who has been told.
join-decided-declined = You have declined the request of { $requester }, who has been told.

root-title = <b>New organisation to confirm</b>
root-asks = { $requester } has added “{ $organisation }” ({ $kind }).
root-alike = There are organisations with similar names: { $names }
root-check = Please check before you decide; until it is confirmed, nobody else can see it.
root-approve = Confirm
root-decline = Do not confirm
root-approved = “{ $organisation }” has been confirmed. Others can find it and ask to join.
root-declined = “{ $organisation }” was not confirmed; still only you can see it. If you have questions, please contact the bot’s operators.
root-decided-approved = Confirmed; { $requester } has been told.
root-decided-declined = Not confirmed; { $requester } has been told.
root-none = No organisation is waiting to be confirmed.
units-title = <b>Organisations below: { $count }</b>
units-apart = { $red } · { $yellow }
units-counts = { $red ->
    [0] 🟡 { $yellow }
   *[other] { $yellow ->
        [0] 🔴 { $red }
       *[other] 🔴 { $red } 🟡 { $yellow }
    }
 }
units-line = {"  "}{ $name } · { $counts }
units-more = { $count ->
    [one] {"  "}one more has something overdue or due soon
   *[other] {"  "}{ $count } more have something overdue or due soon
 }
units-none = { $count ->
    [one] One organisation below: nothing overdue or due soon.
   *[other] { $count } organisations below: nothing overdue or due soon.
 }
