# /events, and what is known and arranged in an organisation.
unit-title = <b>About the organisation</b>
unit-name = { $organisation }
unit-fact = { $fact }: { $value }
unit-rules = <b>Arranged here</b>
unit-rule = { $duty }: { $rule }
unit-hint = These decide which duties apply. Tap one to enter or change it.
unit-no-facts = There is nothing to fill in.
unit-button = About the organisation
unit-events-button = Events
unit-duties-button = All duties
unit-seats-button = Posts
fact-question = <b>{ $question }</b>
fact-yes = yes
fact-no = no
fact-unknown = not said
fact-other = Another number
fact-enter = Enter a number
fact-later = Not now
fact-type = Please send a whole number, such as “12”.
fact-unclear = I could not read that. Please send one whole number from 0 to { $most }, or /cancel.
fact-said =
    Noted for { $organisation }: { $fact }, { $value }.
    The duties have been adjusted.
fact-put-off = I will not ask again. To enter it later, send /events and tap “About the organisation”.
here-title = <b>Duties of { $organisation }</b>, { $page }/{ $pages }
here-hint = Tap one to set it aside or to change its reminders.
here-not-applied = (set aside) { $duty }
rule-button = Applies, reminders
rule-state = Here: { $rule }
rule-said-by = { $name }, { $day }
rule-not-here = does not apply ({ $reason })
rule-both = { $leads }, at { $hour }
rule-usual = as usual
rule-set-aside = Does not apply here
rule-take-up = Applies after all
rule-ask-reason =
    Why does it not apply here?
    Please send the reason, two characters at least. It is kept; what is open is not owed any more.
rule-leads = Days ahead
rule-leads-ask = How many workdays before the due date?
rule-leads-choice = { $workdays } workday(s) ahead
rule-hours = Hour
rule-hours-ask = At what time shall I remind you?
duties-uncertain = Not yet known whether it applies: { $count }
duties-uncertain-item = {"  "}{ $duty }
item-released-local-rule = Not owed: a manager said that it does not apply here
item-released-condition = Not owed: it does not apply to this organisation
item-released-called-off = Not owed: the event was called off
item-released-left = Not owed: its holder has left the post
item-released-unplanned = Not owed: the rule has changed
item-released-no-seat = Not owed: the post was taken off
item-not-listed = Not counted: it is not in the statement of its period
events-title = <b>Events</b>
events-where = Events of which organisation?
events-nowhere = Events are entered by managers and by those who lead an organisation; at present you do neither. To register a post, send /register.
events-none = No events yet. Once one is entered, I remind you in time of the duties that hang on it.
events-line = { $day }: { $event }
events-button = { $day } { $event }
events-add = Add an event
events-which = Which kind of event?
events-ask-day =
    { $event }: on which day?
    Tap a day, or send one, such as “{ $example }”.
events-today = Today ({ $day })
events-tomorrow = Tomorrow ({ $day })
events-week = In a week ({ $day })
events-day = { $day }
events-day-off = { $day }, a day off
events-day-called-off = <s>{ $day }</s>, called off
events-will-set = This will set:
events-set = This sets:
events-too-late = Long past, so no longer planned:
events-due = { $day }: { $duty }
events-confirm = Confirm
events-other-day = Another day
events-move = Move
events-off = Call off
events-off-note = What is open is not owed any more, and there are no more reminders.
events-on-again = It takes place after all
events-ask-move =
    { $event }, now on { $day }: to which day?
    Tap a day, or send one, such as “{ $example }”.
events-move-to = Move { $event } from { $day } to { $to }?
events-day-later = A day later ({ $day })
events-week-later = A week later ({ $day })
seats-title = <b>Posts</b>
seats-line = { $post }: { $state }
seats-state = { $state }
seats-comma = {", "}
seats-vacant = vacant
seats-many = { $name } and others, { $count } in all
seats-from = from { $day }
seats-until = until { $day }
seats-none = There are no posts yet.
seats-hint = A vacant post keeps its duties; whoever takes it finds them.
seats-add = Add a post
seats-which = Which post?
seats-ask-since =
    From which day?
    Tap a day or send one, such as “{ $example }”.
seats-today = Today ({ $day })
seats-take-off = Take off
seats-ask-last =
    Until which day?
    Tap a day or send one, such as “{ $example }”. From the day after, what is open is not owed any more, and nobody is reminded of it.
seats-keep = Keep it
seats-will-end = After that day, what is open is not owed any more. If somebody takes the post by then, it stays.
seats-never-came = Taken off: this post does not come.
seats-held-hint = Somebody holds it, so it cannot be taken off. They have to leave it first: /register.
