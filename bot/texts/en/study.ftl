quiz-who = Who is responsible for “{ $duty }”?
quiz-quoted = ‘{ $words }’
quiz-how-often = How often is “{ $duty }” required?
quiz-by-when = When is “{ $duty }” required?
quiz-document = Which document is the source of “{ $duty }”?
quiz-how-many = What number is required for “{ $duty }”?
quiz-amount = { $number } { $unit }
quiz-share = { $parts ->
    [2] half
   *[other] { $number }/{ $parts }
}
quiz-explanation = { $source }: { $text }
quiz-right = ✅ That’s right.
quiz-wrong = Not quite. You’ll be asked again after a few others.
quiz-so-far = { $answered } answered, { $right } right.
quiz-next-button = Next question
quiz-progress-button = Progress
quiz-progress-title = <b>Progress</b>
quiz-progress-private = <i>Only you can see this.</i>
quiz-no-progress = No questions answered yet.
quiz-done-document = { $right } of { $count } right: { $document }
quiz-anew-button = Start over
quiz-anew-ask = Clear all your answers?
quiz-anew-sure-button = Clear
quiz-keep-button = Keep them
quiz-none = There are no questions to ask at present.
quiz-group-ask = A question for this group. How are people to answer?
quiz-group-named-shows = Anonymous: only the number for each option is shown. Named: everyone in the group sees who chose what. Nothing is ranked or kept.
quiz-group-anonymous = Anonymous
quiz-group-named = Named
quiz-group-put = The question has been sent.
study-title = <b>A clause a day</b>
study-what = Each workday I send you one clause: what it says, who owes it, its source, and a question if you like. Your own duties come first, then the rest. Only you see it, and you can stop at any time.
study-ask-hour = At what time shall it come?
study-on = On workdays at { $time }, never on your days off.
study-all-documents = From all documents.
study-left-out = { $count ->
    [1] One document is left out.
   *[other] { $count } documents are left out.
}
study-silent = <i>These are your quiet hours: it comes when they end, if that is on the same day.</i>
study-change = Tap another time to change it.
study-documents-button = Documents
study-documents = Which documents shall clauses come from? Tap to leave one out, tap again to take it in.
study-end-button = Stop
study-ended = Stopped. You will get no more daily clauses.
study-again-button = Start again
study-back-button = Back
lesson-title = Clause of the day
lesson-ask-button = Ask me a question
lesson-change-button = Change or stop
