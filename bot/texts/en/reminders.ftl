# The message that is pushed; its last line is the reference code.
reminder-title = <b>Duty reminder</b>{ $stage }
reminder-title-many = <b>Duty reminder</b>{ $stage }: { $count ->
    [one] you have 1 duty
   *[other] you have { $count } duties
}
reminder-stage = {" "}({ $stage })
reminder-repeated = <i>Sent again, about the same matter</i>
reminder-see-above = <i>The same reminder as above; please go by that one.</i>
reminder-stage-start = period begins
reminder-stage-workdays =
    { $days ->
        [one] 1 workday left
       *[other] { $days } workdays left
    }
reminder-stage-days = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
reminder-stage-today = due today
reminder-stage-overdue = overdue
reminder-stage-later = again, as you asked
reminder-duty = <b>{ $duty }</b>
reminder-duty-numbered = <b>{ $number }. { $duty }</b>{ $stage }
reminder-owner = { $post }, { $organisation }
reminder-owed = { $period }: { $remaining } to go, due by { $due }
reminder-owed-confirm = { $period }: not recorded yet, due by { $due }
reminder-owed-overdue = { $period }: { $remaining } still missing, was due by { $due }
reminder-owed-confirm-overdue = { $period }: not recorded yet, was due by { $due }
reminder-overdue-advice = If it was done in time, please record the day now; if not, please arrange it as soon as you can.
reminder-source = Source: { $source }
reminder-more = { $count ->
    [one] There is 1 more; send /myduties to see it.
   *[other] There are { $count } more; send /myduties to see them.
}
reminder-reference = Number: <code>{ $code }</code>
reminder-done-button = ✅ Done
reminder-later-button = ⏰ Remind me later
reminder-why-button = 📖 Source
reminder-done-numbered = ✅ { $number } Done
reminder-later-numbered = ⏰ { $number } Later
reminder-why-numbered = 📖 { $number } Source

reminder-group-title = <b>{ $organisation }</b>: how its duties are going{ $stage }
reminder-group-progress = { $period }: { $completed } of { $needed } done, due by { $due }
reminder-group-overdue = { $period }: { $completed } of { $needed } done, was due by { $due }
reminder-group-advice = Once it is done, would the person responsible please tap below to record it.
reminder-group-button = Record it
reminder-group-numbered = { $number } Record it

later-ask =
    <b>{ $duty }</b>
    When shall I remind you again?
later-tomorrow = Tomorrow ({ $day })
later-week = Next week ({ $day })
later-other = Choose a day
later-type-day =
    <b>{ $duty }</b>
    Please send the day for the next reminder, for example “{ $example }”, { $latest } at the latest.
later-set = I will remind you again on { $day } at 09:00: { $duty }.
later-no-day = The due date ({ $due }) is too close; this reminder can no longer be put off.

join-title = <b>Request to register</b>
join-asks-post = { $requester } asks to be registered as { $post } of “{ $organisation }”.
join-asks-child = { $requester } asks to place “{ $child }” under “{ $organisation }”.
join-check = Please check before you decide.
join-digest-title = <b>Requests to register</b> ({ $count })
join-digest-line = { $number }. { $asks }
join-digest-hint = Tap a number to check and decide it.
join-mute = Tell me no more of their requests
join-block = Take no more of their requests
join-block-ask = Take no more requests of { $requester }? Those that are yours to decide are declined, and further ones are not taken.
join-muted = You will not be told of the requests of { $requester } any more.
join-blocked = The requests of { $requester } are not taken any more.
join-hear-muted = Tell me again
join-hear-blocked = Take them again
join-approve = Approve
join-decline = Decline
join-approved-post = Your request to be registered as { $post } of “{ $organisation }” has been approved. Send /myduties to see your duties and due dates.
join-declined-post = Your request to be registered as { $post } of “{ $organisation }” was not approved. If you have questions, please contact the organisation’s manager.
join-approved-child = “{ $child }” has been placed under “{ $organisation }”.
join-declined-child = The request to place “{ $child }” under “{ $organisation }” was not approved. If you have questions, please contact the organisation’s manager.
join-decided-approved = You have approved the request of { $requester }, who has been told.
join-decided-declined = You have declined the request of { $requester }, who has been told.

root-title = <b>New organisation to confirm</b>
root-asks = { $requester } has added “{ $organisation }” ({ $body }, { $level }).
root-alike = There are organisations with names like this: { $names }
root-check = Please check before you confirm it; until then nobody else can see it.
root-approve = Confirm
root-decline = Do not confirm
root-approved = “{ $organisation }” has been confirmed. Others can find it and ask to join.
root-declined = “{ $organisation }” was not confirmed; still only you can see it. If you have questions, please contact those who run the bot.
root-decided-approved = Confirmed; { $requester } has been told.
root-decided-declined = Not confirmed; { $requester } has been told.
root-none = No organisation waits to be confirmed.
