question-no-help-button = Not helpful
question-noted = Noted for the operators, without who asked.
question-too-old = That was too long ago. Please ask again.
open-none = No questions are waiting.
open-title = <b>Questions without an answer</b>
open-line = { $number }. { $words } (× { $times })
open-more = { $count } more.
open-asked = <b>Asked like this</b>
open-phrasing = “{ $words }”  × { $times }, { $why }
open-not-found = nothing found
open-no-help = not helpful
open-point-button = Point to a clause
open-write-button = Write an answer
open-door-button = Not covered here
open-skip-button = Leave it
open-ask-clause = Which clause should answer this? Send its number, or a few words.
open-no-clause = No such clause. Send its number, such as E04.
open-ask-answer = Write the answer, at most 1,000 characters.
open-ask-source = What is the source? For example: reply of the department, May 2026.
open-point-to = “{ $words }” will be answered by:
open-stated =
    <b>{ $head }</b>
    { $text }
open-this-button = That’s it
open-settled = Done. It works from now on.
open-list-button = Other questions
