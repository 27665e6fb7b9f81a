# The answer to a question, and one clause. Pack content is put in as it is.
answer-normally = 一般{ $fact }
answer-encouraged = 鼓励性要求：{ $fact }
answer-claim-right = 对，{ $fact }
answer-claim-wrong = 不是{ $claim }，是{ $fact }
answer-claim-unnumbered = 没有“{ $claim }”的规定：{ $fact }
answer-correction = 更正：{ $right }
answer-apart = { $terms }不是一回事
answer-and = 和
answer-part = <i>问：{ $question }</i>
answer-of-article = { $source }，这里收录的内容：
answer-item = { $number }. { $item }
answer-subject = 责任主体：{ $subject }
answer-source = 依据：{ $source }
answer-source-given = { $source }（运维人员答复）
answer-place-unknown = 《{ $title }》（条号未核）
answer-note = 说明：{ $note }
answer-applies-to = 适用：{ $where }
answer-cadence = 频次：{ $cadence }
answer-known-second-hand = 注意：这一条出自二手材料，未核对原文，请以正式文件为准。
answer-known-unverified = 注意：这一条尚未核实，不能作为依据。

answer-duties = <b>{ $name }的职责</b>
answer-duty = { $number }. { $duty }：{ $cadence }
answer-duties-counted = <b>共 { $count } 项</b>
answer-duty-of = { $number }. { $owner }：{ $duty }（{ $cadence }）
answer-duties-more = 另有{ $count }项，可以接着问具体事项。
answer-duties-hint = 点数字查看条文和出处。

answer-not-published = <b>《{ $list }》{ $part }第{ $number }条的原文没有公开</b>
answer-not-published-counted = 这一部分共{ $count }条，逐条原文没有公开，请以{ $authority }为准。
answer-not-published-list = <b>《{ $list }》第{ $number }条的原文没有公开</b>
answer-not-published-list-counted = 清单共{ $count }条，逐条原文没有公开，请以{ $authority }为准。
answer-beyond = <b>《{ $list }》{ $part }没有第{ $number }条</b>
answer-beyond-counted = 这一部分一共只有{ $count }条，逐条原文没有公开。
answer-beyond-list = <b>《{ $list }》没有第{ $number }条</b>
answer-beyond-list-counted = 清单一共只有{ $count }条，逐条原文没有公开。
answer-no-article = <b>这里没有收录《{ $document }》{ $article }</b>
answer-no-article-advice = 这一条的内容请查阅文件原文。
answer-silent = 公开材料没有载明
answer-silent-advice = 请以{ $authority }为准。
answer-nearest = <b>不能确定您问的是哪一条，最接近的是：</b>
answer-nearest-also = 也可能是：
answer-nearest-advice = 如果不是您要问的，请换个说法，或者写明岗位和事项再问。
answer-known-near = 相关的已知规定，供参考：
answer-known-near-article = 已知的相近规定如下，不是该条原文：
answer-near = ·{ $text }（{ $source }）
answer-near-unsourced = ·{ $text }
answer-standard = { $title }：{ $items }

answer-which-term = <b>您问的是哪一个？</b>
answer-which-subject = <b>主体不同，要求不同，您问的是哪一个？</b>
answer-which-document = <b>您问的是哪个文件的{ $article }？</b>
answer-which-document-advice = 请连同文件名一起问，例如“{ $example-document }{ $article }”。
answer-which-post = <b>您问的是哪个岗位？</b>
answer-which-post-advice = 请写明岗位，例如“{ $example-post }有哪些职责”；也可以发送 /register 登记岗位，以后直接问“我有哪些职责”。
answer-candidate = { $number }. { $label }
answer-candidate-of = { $number }. { $label }（{ $of }）

answer-not-covered = <b>这里没有收录“{ $topic }”方面的规定</b>
answer-nothing = <b>这里没有收录能回答这个问题的规定</b>
answer-can-ask = 可以问这些材料里的职责、次数、期限和依据：{ $titles }。
answer-can-ask-example = 例如：{ $example }

answer-owed-title = <b>{ $name }　{ $days }</b>
answer-owed = { $number }. { $duty }：{ $cadence }，最迟{ $days }{ $applies ->
    [where] （适用：{ $where }）
   *[other] {""}
}
answer-owed-none = 这段时间没有到期的事项。
answer-owed-later = 期限在这以后：
answer-owed-undated = 另有{ $count }项没有定时限，可以问“{ $name }有哪些职责”。
answer-stand-in = <b>没有设{ $absent }的，由{ $names }承担</b>
answer-or-else = 承担，没有的由
answer-stand-in-duties = 因此承担的职责：
answer-parts = <b>《{ $list }》共{ $total }条，分{ $parts }个部分；逐条原文没有公开</b>
answer-part-known = { $number }. { $title }：{ $count }条，公开的有：{ $known }
answer-part-unknown = { $number }. { $title }：{ $count }条，内容没有公开
answer-own = { $organisation }的情况：
answer-own-item = ·{ $name }：{ $state }，最迟{ $due }，已登记{ $completed }/{ $needed }
answer-owed-and-more = { $days }等
