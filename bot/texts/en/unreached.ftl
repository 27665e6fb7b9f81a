# To a manager: a person or a group that nothing reaches any more.
unreached-person = <b>{ $name } does not get reminders</b>
unreached-post = { $post }, { $organisation }
unreached-person-means = I cannot send them private messages: they may have blocked me, or their account is gone. Until that changes, no reminder of their duties will arrive.
unreached-person-advice = Please ask them to open @{ $bot } and send /start. Reminders arrive again then, and those still in time will be sent.
unreached-bound = Linked to: { $organisation }
unreached-group = <b>I am no longer in the group “{ $group }”</b>
unreached-group-means = I cannot report there any more how the duties are going. Private reminders to those who owe them go out as before.
unreached-group-advice = To have the reports back, please add @{ $bot } to the group again. If you use another group now, add me there and send /register in it.
unreached-silent = <b>I may not write in the group “{ $group }”</b>
unreached-silent-means = The group may restrict who can write, or its general topic is closed, so my reports do not get there for now. Private reminders to those who owe the duties go out as before.
unreached-silent-advice = Please ask an administrator of the group to let @{ $bot } write. The reports that follow will then be sent there as usual.
unreached-topic = <b>The topic “{ $group }” is gone</b>
unreached-topic-means = The topic was deleted, so my reports cannot be sent there and its link has ended. Private reminders to those who owe the duties go out as before.
unreached-topic-advice = To have the reports back, please send /register to @{ $bot } in another topic.
unreached-closed = <b>I may not write in the topic “{ $group }”</b>
unreached-closed-means = The topic may be closed, or the group restricts who can write, so my reports do not get there for now. Private reminders to those who owe the duties go out as before.
unreached-closed-advice = Please ask an administrator of the group to open the topic again, or to let @{ $bot } write. The reports that follow will then be sent there as usual.
unreached-vacant = <b>Vacant post: { $post }</b>
unreached-vacant-where = { $organisation }
unreached-vacant-since = Nobody has held it since { $day }.
unreached-vacant-owed = { $count ->
    [one] One duty has
   *[other] { $count } duties have
 } nobody to do it; the due dates stay.
unreached-vacant-advice = Ask the successor to open @{ $bot } and send /register; they will see what is owed, done and coming.
unreached-robot = <b>The { $group } takes no messages any more</b>
unreached-robot-means = The other end refuses what is sent to this robot: it may have been removed, or its address, secret or keyword was changed. Nothing more is sent to it; all other reminders go out as before.
unreached-robot-advice = To have it back, please open @{ $bot }, go to the group robots of the organisation, remove it and add it again.
unreached-mailbox-means = The mail server there refuses this mailbox: the address may be misspelt or closed. Until it is corrected, no reminder reaches them.
unreached-mailbox-advice = Please check the address: open @{ $bot }, go to People, Invites and the same post of the organisation, tap “No Telegram: remind by mail”, and send the same name with the right mailbox; what did not arrive is sent again.
