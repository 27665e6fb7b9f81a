question-no-help-button = Not helpful
question-noted = Noted for the operators. Who asked is not kept.
question-too-old = That was too long ago. Please ask again.
open-none = There are no open questions.
open-title = <b>Unanswered questions</b>
open-line = { $number }. { $words } (× { $times })
open-more = { $count } more.
open-asked = <b>Asked as</b>
open-phrasing = “{ $words }”  × { $times }, { $why }
open-not-found = nothing found
open-no-help = not helpful
open-point-button = Link to a clause
open-write-button = Write an answer
open-door-button = Not covered here
open-skip-button = Ignore
open-ask-clause = Which clause answers this? Send its number or a few keywords.
open-no-clause = There is no such clause. Please send its number, for example E04.
open-ask-answer = Please send the answer, at most 1,000 characters.
open-ask-source = Please send the source, for example “Reply of the department, May 2026”.
open-point-to = “{ $words }” will get this answer:
open-stated =
    <b>{ $head }</b>
    { $text }
open-this-button = That’s it
open-settled = Done. It takes effect now.
open-list-button = Other questions
