register-title = <b>Register a post</b>
register-body = What type of { $organisation-kind } are you in?
register-search =
    Which { $body } are you in?
    Please send its full name, and I will see whether it has been registered. If not, you can add it.
    Organisations you are registered in, and those above, beside and below them, are also found by at least two characters of the name.
register-new = Add an organisation
register-new-named = Add “{ $name }”
register-too-short = That is too short. Please send at least two characters of the name.
register-found = These { $body } were found for “{ $text }”. Please check and choose yours; if it is not here, you can add it.
register-found-none = No { $body } named “{ $text }” was found. Please send the full name to search again, or add it.
organisation-kind = { $body }, { $level }
register-organisation = { $number }. { $name }
register-organisation-of-level = { $number }. { $name } ({ $level })
register-hit = { $number }. { $name } (superior: { $parent }; managers: { $managers })
register-hit-waiting = { $number }. { $name } (superior: { $parent }; managers: { $managers }; not confirmed yet, only you can see it)
register-no-parent = none
register-no-manager = none yet
register-name = Please send the full name of this { $body }, for example “{ $unit-example }{ $body }”.
register-level = At which level is the { $unit-kind } of “{ $name }”?
register-acting = Does the institution of “{ $name }” have a { $absent }?
register-acting-exists = Yes
register-acting-absent = No, this { $own } acts for it
register-parent =
    What is the { $parent-kind } of “{ $name }”?
    Please send its full name. If there is none, or you are not sure, you can skip this.
register-parent-found = These organisations were found for “{ $text }”. Please check and choose the superior one; if it is not here, try another spelling or skip this.
register-parent-found-none = No organisation named “{ $text }” was found. Please send the full name to search again, or skip this.
register-parent-skip = Skip
register-post = Which post do you hold in “{ $name }”?
register-use-buttons = Please choose with the buttons. To stop, send /cancel.
register-expired = This registration was interrupted. Please send /register to start again.

register-done =
    <b>Registered</b>
    { $post }, { $organisation }
register-manager = You are the first to register in this organisation, so you are also its manager: you can decide on other people’s requests to register, and link a group to it.
register-parent-asked = The managers of “{ $parent }” have been asked to confirm that your organisation is under theirs. It takes effect once they approve.
register-waits = A new organisation has to be confirmed by the bot’s operators; you will be told here. Until then only you can see it, but you can use it already.
register-acts-for = There is no { $absent } here; its duties are carried out by this { $own } and have been included.
register-count = { $count ->
    [one] This post has 1 duty.
   *[other] This post has { $count } duties.
}
register-next = Next reminder: { $day }.
register-next-none = No dated reminders are coming up.
register-requested =
    <b>Request sent</b>
    { $post }, { $organisation }

    This organisation has a manager already. Your registration takes effect once it is approved; I will let you know here.
register-another = Register another post

posts-title = <b>My posts</b>
posts-hint = Tap a post to change or leave it.
posts-none = You have not registered a post yet.
posts-button = { $post }, { $organisation }
post-screen =
    <b>{ $post }</b>
    { $organisation } ({ $kind })
    Registered: { $start }
post-term = Current term began: { $day }
post-term-unknown = Current term began: not given. I need it to remind you of duties counted by the term, such as elections.
post-change = Change post
post-leave = Leave post
post-term-button = Enter the start of the term
post-change-ask = You are { $post } of “{ $organisation }” now. Which post do you want to change to?
post-change-none = “{ $organisation }” has no other post to choose.
post-leave-ask =
    Leave the post of { $post } in “{ $organisation }”?
    You will get no more reminders for it; what has been recorded is kept.
post-leave-yes = Leave
post-leave-no = Stay
post-left = You have left the post of { $post } in “{ $organisation }”.
term-ask =
    On which day did the current term of “{ $organisation }” begin?
    Please send the date, for example “{ $example }”.
term-read = First day of the present term of { $organisation }:
term-set = Noted: the current term of “{ $organisation }” began on { $day }. Reminders of duties within the term will follow it.
