invites-button = Invites
invites-title = <b>Invites</b>
invites-one-title = <b>Invite</b>
invites-new-title = <b>New invite</b>
invites-none = No invite stands at present.
invites-line = { $post } · { $whom }, until { $day }
invites-label = { $post } · { $whom }
invites-more = { $count ->
    [one] { $count } older invite
   *[other] { $count } older invites
} besides.
invites-new = New invite
invites-which = Which post is the invite for?
invites-any-post = Any post
invites-post = Post: { $post }
invites-for = For: { $whom }
invites-until = Until: { $day }
invites-uses = Used by: { $count }
invites-moment = { $day }, { $time }
invites-many = several people
invites-anyone = one person
invites-whom = Who may use it? Tap a length of time to change it.
invites-whom-one = One person, no approval needed
invites-whom-one-asked = One person, a manager approves
invites-whom-many = Several, a manager approves each
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
invites-ask-name = Please send the name of the person, such as “Zhang Wei”.
invites-nameless = Without a name
invites-revoke = Revoke
invites-revoked = It was revoked and can't be used any more.
invites-expired = It has expired and can't be used any more.
invites-used = It was used and can't be used again.
invite-dear = { $name },
invite-please = please register as { $seat }, to be reminded of its duties in time.
invite-please-any = please register your post in { $organisation }, to be reminded of its duties in time.
invite-from = You hold it from { $day }.
invite-link = Scan the code, or open { $link }
invite-code = Or send @{ $bot } this: <code>{ $code }</code>
invite-once = For you only, once, until { $day }.
invite-each = Until { $day }; a manager approves each.
invite-otherwise = If you'd rather not, a clerk can enter for you.
invite-made = The invite is ready: please forward the message above. Link and code are shown only this once.
invitation-title = <b>Invitation</b>
invitation-post = You are invited to register as { $seat }.
invitation-any = You are invited to register in { $organisation }. Which post do you hold?
invitation-from = You hold it from { $day }.
invitation-decided = A manager then approves it.
invitation-accept = Register
invitation-taken-later = Registered. From { $day } you are { $seat }; reminders begin then.
invite-code-print = Or send @{ $bot } this: { $code }
