# The answer to a question, and one clause. Pack content is put in as it is.
answer-normally = normally { $fact }
answer-encouraged = encouraged: { $fact }
answer-claim-right = Yes, { $fact }
answer-claim-wrong = Not { $claim }, but { $fact }
answer-claim-unnumbered = No rule says "{ $claim }": { $fact }
answer-correction = Correction: { $right }
answer-apart = { $terms } are not the same
answer-and = {" "}and{" "}
answer-part = <i>{ $question }</i>
answer-of-article = { $source }, as far as it is covered here:
answer-item = { $number }. { $item }
answer-subject = Owed by: { $subject }
answer-source = Source: { $source }
answer-source-given = { $source } (an operator’s answer)
answer-place-unknown = 《{ $title }》 (article not verified)
answer-note = Note: { $note }
answer-applies-to = Applies to: { $where }
answer-cadence = How often: { $cadence }
answer-known-second-hand = Caution: known at second hand only and not checked against the text. The official document prevails.
answer-known-unverified = Caution: not verified; do not rely on it.

answer-duties = <b>Duties: { $name }</b>
answer-duty = { $number }. { $duty }: { $cadence }
answer-duties-counted = <b>{ $count } in all</b>
answer-duty-of = { $number }. { $owner }: { $duty } ({ $cadence })
answer-duties-more = { $count ->
    [1] One more is not listed; ask about a particular matter.
   *[other] { $count } more are not listed; ask about a particular matter.
}
answer-duties-hint = Tap a number for the clause and its source.

answer-not-published = <b>《{ $list }》{ $part }: the text of clause { $number } has not been published</b>
answer-not-published-counted = This part has { $count } clauses; their wording has not been published. Please go by { $authority }.
answer-not-published-list = <b>《{ $list }》: the text of clause { $number } has not been published</b>
answer-not-published-list-counted = The list has { $count } clauses; their wording has not been published. Please go by { $authority }.
answer-beyond = <b>《{ $list }》{ $part } has no clause { $number }</b>
answer-beyond-counted = This part has only { $count } clauses; their wording has not been published.
answer-beyond-list = <b>《{ $list }》 has no clause { $number }</b>
answer-beyond-list-counted = The list has only { $count } clauses; their wording has not been published.
answer-no-article = <b>《{ $document }》{ $article } is not loaded here</b>
answer-no-article-advice = Please look this article up in the document itself.
answer-silent = The published texts do not say
answer-silent-advice = Please consult { $authority }.
answer-nearest = <b>It is not certain which rule you mean. The nearest is:</b>
answer-nearest-also = It may also be:
answer-nearest-advice = If this is not what you mean, please put it another way, or name the post and the matter.
answer-known-near = Related rules that are known:
answer-known-near-article = The nearest rules that are known; none is the text of that clause:
answer-near = · { $text } ({ $source })
answer-near-unsourced = · { $text }
answer-standard = { $title }: { $items }

answer-which-term = <b>Which one do you mean?</b>
answer-which-subject = <b>It depends on who owes it. Which one do you mean?</b>
answer-which-document = <b>{ $article } of which document?</b>
answer-which-document-advice = Please name the document too, such as “{ $example-document }{ $article }”.
answer-which-post = <b>Which post do you mean?</b>
answer-which-post-advice = Please name the post, such as “{ $example-post }有哪些职责”, or register yours with /register and then simply ask “我有哪些职责”.
answer-candidate = { $number }. { $label }
answer-candidate-of = { $number }. { $label } ({ $of })

answer-not-covered = <b>“{ $topic }” is not covered here</b>
answer-nothing = <b>No rule that answers this is loaded here</b>
answer-can-ask = You can ask, in Chinese, what these texts say on duties, how often, by when and under which rule: { $titles }.
answer-can-ask-example = For example: { $example }

answer-owed-title = <b>{ $name }, { $days }</b>
answer-owed = { $number }. { $duty }: { $cadence }, by { $days }{ $applies ->
    [where] {" "}(applies to: { $where })
   *[other] {""}
}
answer-owed-none = Nothing falls due in this time.
answer-owed-later = Due after it:
answer-owed-undated = { $count } more have no date; ask “{ $name }有哪些职责”.
answer-stand-in = <b>Where there is no { $absent }: { $names }</b>
answer-or-else = , else{" "}
answer-stand-in-duties = Duties that go over:
answer-parts = <b>《{ $list }》: { $total } clauses in { $parts } parts; their wording has not been published</b>
answer-part-known = { $number }. { $title }: { $count } clauses; public: { $known }
answer-part-unknown = { $number }. { $title }: { $count } clauses; nothing public
answer-own = In { $organisation }:
answer-own-item = · { $name }: { $state }, by { $due }, entered { $completed }/{ $needed }
answer-owed-and-more = { $days } and later
