invites-button = Invites
invites-title = <b>Invites</b>
invites-one-title = <b>Invite</b>
invites-new-title = <b>New invite</b>
invites-none = There are no open invites.
invites-line = { $post } · { $whom }, until { $day }
invites-label = { $post } · { $whom }
invites-more = { $count ->
    [one] { $count } older invite
   *[other] { $count } older invites
} besides.
invites-new = New invite
invites-which = Which post is the invite for?
invites-any-post = Their own choice
invites-post = Post: { $post }
invites-for = For: { $whom }
invites-until = Valid until: { $day }
invites-uses = Used: { $count }
invites-moment = { $day }, { $time }
invites-many = several people
invites-anyone = one person
invites-whom = For whom? Tap a length of time to change it.
invites-whom-one = One person, at once
invites-whom-one-asked = One person, approved
invites-whom-many = Several, each approved
invites-days = { $chosen ->
    [True] ✓ { $days ->
        [3] 72 hours
       *[other] { $days } days
    }
   *[False] { $days ->
        [3] 72 hours
       *[other] { $days } days
    }
}
invites-ask-name = Please send the person’s name, for example “Zhang Wei”.
invites-nameless = Without a name
invites-revoke = Revoke
invites-revoked = This invite was revoked.
invites-expired = This invite has expired.
invites-used = This invite has been used.
invite-dear = { $name },
invite-please = Please register as { $seat }, to be reminded of its duties in time.
invite-please-any = Please register your post in { $organisation }, to be reminded of its duties in time.
invite-from = Your term begins on { $day }.
invite-link = Scan the code, or open { $link }
invite-code = Or send @{ $bot } this: <code>{ $code }</code>
invite-once = For you only, once, until { $day }.
invite-each = Valid until { $day }; a manager approves each request.
invite-otherwise = If you’d rather not, a clerk can enter for you.
invite-made = The invite is ready; please forward the message above. Link and code are shown only this once.
invitation-title = <b>Invitation</b>
invitation-post = You are invited to register as { $seat }.
invitation-any = You are invited to register in { $organisation }. Which post do you hold?
invitation-from = Your term begins on { $day }.
invitation-decided = A manager will then approve it.
invitation-accept = Register
invitation-taken-later = Registered. From { $day } you are { $seat }; reminders begin then.
invite-code-print = Or send @{ $bot } this: { $code }
