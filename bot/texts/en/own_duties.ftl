# What an organisation asks of itself, and rhythms read from words.
unit-own-button = Own duties
source-own = this organisation’s own duty
own-title = <b>Own duties</b>
own-none = There are no own duties yet. Tap “Add” and say in one sentence how often, by when and what.
own-line = { $name }: { $cadence }, { $who }
own-line-above = { $name }: { $cadence }, { $who } (set above)
own-add = Add
own-ask = Please say in one sentence how often, by when and what. You can add who does it and how long before to remind.
own-ask-again =
    It says now: { $words }
    Please send a new sentence. Past periods stay as they are.
own-where = This looks like an own duty: “{ $words }”. For which organisation?
own-understood = <b>Please check; it takes effect once confirmed</b>
own-cadence = Rhythm: { $cadence }
own-owed-by = Post: { $who }
own-here = Scope: { $organisation }
own-subtree = Scope: { $organisation } and all below
own-reminders = Reminders: { $workdays ->
    [one] { $workdays } workday
   *[other] { $workdays } workdays
} ahead, then as usual once overdue
own-reminders-usual = Reminders: as usual
own-confirm-hint = If this is wrong, just send another sentence.
own-confirm = Confirm
own-who = Post
own-who-ask = Who does it?
own-by-lead = { $post } (head)
own-by-all = Every post
own-below-too = Units below too
own-only-here = This unit only
own-drop = Discard
own-ask-first = Every second week: which day is the first? Tap a day or send one.
own-takes-over = This period stays as it was; the new rule counts from { $day }.
own-confirmed = In effect. Reminders will come in time.
own-ended = Ended. Past records are kept.
own-words = As written: { $words }
own-written-by = Written by { $name }
own-edit = Change
own-end = End
own-list-button = Own duties
own-end-ask = There will be no more reminders, and what is still open this period is no longer counted. Past records are kept. End it?
own-end-sure = End it
own-answer-note = This is an own duty of the organisation, not a published rule.
item-released-own-ended = Not owed: the own duty was ended or changed
rhythm-days = Next:
rhythm-day = 　{ $day }
rhythm-day-provisional = 　{ $day } (provisional)
rhythm-no-days = Please enter the start of the term first, so that the dates can be worked out.
rhythm-unclear = I could not read how often or by when.
rhythm-no-period = There is no such period (daily, per shift, per school term). Please write it as dates.
rhythm-several-days = There are several days in one period. Please write one sentence for each.
rhythm-movable = That holiday moves from year to year. Please give a fixed date.
rhythm-no-number = It does not say how often (no reminder can be set for “regularly” or “at most”). Please give a number.
rhythm-no-duty = I could not read what is to be done, or it is too long (60 letters at most).
rhythm-example = For example: { $rhythm }
rhythm-example-sentence = For example: Submit the report { $rhythm }, remind us one week before
rhythm-like-week = every Friday
rhythm-like-month = by the 5th of each month
rhythm-like-two-months = every two months
rhythm-like-quarter = by the last Friday of each quarter
rhythm-like-half-year = once every half-year
rhythm-like-year = by 31 March each year
rhythm-like-term = six months before the end of the term
rhythm-like-event = 30 days before the election
own-event-hint = Reminders come once its day is entered under “Events”.
