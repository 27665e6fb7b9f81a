# The answer to a question, and one clause. Pack content is put in as it is.
answer-normally = 一般{ $fact }
answer-encouraged = 鼓勵性要求：{ $fact }
answer-claim-right = 對，{ $fact }
answer-claim-wrong = 不是{ $claim }，是{ $fact }
answer-claim-unnumbered = 沒有「{ $claim }」的規定：{ $fact }
answer-correction = 更正：{ $right }
answer-apart = { $terms }不是一回事
answer-and = 和
answer-part = <i>問：{ $question }</i>
answer-of-article = { $source }，這裡收錄的內容：
answer-item = { $number }. { $item }
answer-subject = 責任主體：{ $subject }
answer-source = 依據：{ $source }
answer-source-given = { $source }（運維人員答覆）
answer-place-unknown = 《{ $title }》（條號未核）
answer-note = 說明：{ $note }
answer-applies-to = 適用：{ $where }
answer-cadence = 頻次：{ $cadence }
answer-known-second-hand = 注意：這一條出自二手材料，未核對原文，請以正式文件為準。
answer-known-unverified = 注意：這一條尚未核實，不能作為依據。

answer-duties = <b>{ $name }的職責</b>
answer-duty = { $number }. { $duty }：{ $cadence }
answer-duties-counted = <b>共 { $count } 項</b>
answer-duty-of = { $number }. { $owner }：{ $duty }（{ $cadence }）
answer-duties-more = 另有{ $count }項，可以接著問具體事項。
answer-duties-hint = 點按數字查看條文和出處。

answer-not-published = <b>《{ $list }》{ $part }第{ $number }條的原文沒有公開</b>
answer-not-published-counted = 這一部分共{ $count }條，逐條原文沒有公開，請以{ $authority }為準。
answer-not-published-list = <b>《{ $list }》第{ $number }條的原文沒有公開</b>
answer-not-published-list-counted = 清單共{ $count }條，逐條原文沒有公開，請以{ $authority }為準。
answer-beyond = <b>《{ $list }》{ $part }沒有第{ $number }條</b>
answer-beyond-counted = 這一部分一共只有{ $count }條，逐條原文沒有公開。
answer-beyond-list = <b>《{ $list }》沒有第{ $number }條</b>
answer-beyond-list-counted = 清單一共只有{ $count }條，逐條原文沒有公開。
answer-no-article = <b>這裡沒有收錄《{ $document }》{ $article }</b>
answer-no-article-advice = 這一條的內容請查閱文件原文。
answer-silent = 公開材料沒有載明
answer-silent-advice = 請以{ $authority }為準。
answer-nearest = <b>不能確定您問的是哪一條，最接近的是：</b>
answer-nearest-also = 也可能是：
answer-nearest-advice = 如果不是您要問的，請換個說法，或者寫明崗位和事項再問。
answer-known-near = 相關的已知規定，供參考：
answer-known-near-article = 已知的相近規定如下，不是該條原文：
answer-near = ·{ $text }（{ $source }）
answer-near-unsourced = ·{ $text }
answer-standard = { $title }：{ $items }

answer-which-term = <b>您問的是哪一個？</b>
answer-which-subject = <b>主體不同，要求不同，您問的是哪一個？</b>
answer-which-document = <b>您問的是哪個文件的{ $article }？</b>
answer-which-document-advice = 請連同文件名一起問，例如「{ $example-document }{ $article }」。
answer-which-post = <b>您問的是哪個崗位？</b>
answer-which-post-advice = 請寫明崗位，例如「{ $example-post }有哪些職責」；也可以傳送 /register 登記崗位，以後直接問「我有哪些職責」。
answer-candidate = { $number }. { $label }
answer-candidate-of = { $number }. { $label }（{ $of }）

answer-not-covered = <b>這裡沒有收錄「{ $topic }」方面的規定</b>
answer-nothing = <b>這裡沒有收錄能回答這個問題的規定</b>
answer-can-ask = 可以問這些材料裡的職責、次數、期限和依據：{ $titles }。
answer-can-ask-example = 例如：{ $example }

answer-owed-title = <b>{ $name }　{ $days }</b>
answer-owed = { $number }. { $duty }：{ $cadence }，最遲{ $days }{ $applies ->
    [where] （適用：{ $where }）
   *[other] {""}
}
answer-owed-none = 這段時間沒有到期的事項。
answer-owed-later = 期限在這以後：
answer-owed-undated = 另有{ $count }項沒有定時限，可以問「{ $name }有哪些職責」。
answer-stand-in = <b>沒有設{ $absent }的，由{ $names }承擔</b>
answer-or-else = 承擔，沒有的由
answer-stand-in-duties = 因此承擔的職責：
answer-parts = <b>《{ $list }》共{ $total }條，分{ $parts }個部分；逐條原文沒有公開</b>
answer-part-known = { $number }. { $title }：{ $count }條，公開的有：{ $known }
answer-part-unknown = { $number }. { $title }：{ $count }條，內容沒有公開
answer-own = { $organisation }的情況：
answer-own-item = ·{ $name }：{ $state }，最遲{ $due }，已登記{ $completed }/{ $needed }
answer-owed-and-more = { $days }等
