# What a clause means for the numbers, dates and circumstances of a question, and what it states of
# consequence, procedure and reason.
verdict-yes = { $kind ->
    [allowed] 可以，沒有超過{ $bound }
    [usual] 可以，沒有超過一般的上限
    [applies] 已經到了這一條規定的時間
    [condition] 符合這一條的條件
   *[other] 夠了
}
verdict-no = { $kind ->
    [allowed] 不可以，最多{ $bound }
    [usual] 超過了一般的上限
    [applies] 還沒到這一條規定的時間
    [condition] 不符合這一條的條件
   *[other] 不夠
}
# The words of the text are Chinese and say it themselves.
verdict-own = { $verdict ->
   *[other] { $own }
}
verdict-rate = { $then }{ $amount }
verdict-open = 條文沒有寫明：{ $note }
verdict-at-bound = 恰好{ $bound }，夠不夠條文沒有定論
verdict-most = 最多{ $amount }
verdict-least = 最少{ $amount }
verdict-between = { $low }至{ $high }
verdict-sum = 算法：{ $sum }
verdict-share = 算法：{ $sum }，{ $rule }；您說的是{ $stated }。
verdict-otherwise = 另有要求的：{ $duty }，這裡是{ $rule }
verdict-number = 條文寫的是{ $rule }；您說的是{ $stated }。
verdict-instead = 這種情況適用：{ $text }（{ $source }）。
verdict-of = {""}
verdict-product = { $base }×{ $share }＝{ $product }
verdict-product-about = { $base }×{ $share }≈{ $product }
verdict-rule-at-least = 不少於{ $amount }
verdict-rule-more-than = 超過{ $amount }
verdict-rule-at-most = 不超過{ $amount }
verdict-rule-less-than = 不足{ $amount }
verdict-bound-at-least = { $amount }以上
verdict-bound-more-than = 超過{ $amount }
verdict-bound-at-most = 不超過{ $amount }
verdict-bound-less-than = 不足{ $amount }
verdict-less = 不到{ $amount }
verdict-more = 超過{ $amount }
verdict-time = { $unit ->
    [years] { $count }年
    [months] { $count }個月
    [weeks] { $count }週
    [days] { $count }天
   *[hours] { $count }小時
}
verdict-term-over = 任期已滿，該換屆了
verdict-term-runs = 任期未滿，到{ $ends }屆滿
verdict-term = 算法：{ $began }起，每屆{ $years }年，到{ $ends }屆滿；現在是{ $today }。
verdict-due-after = 最遲{ $day }
verdict-due-before = { $day }
verdict-due-sum = 算法：{ $began }{ $sign ->
    [minus] 往前{ $span }
   *[plus] 起{ $span }
}，到{ $day }。
verdict-founded = 要求是{ $cadence }；「{ $words }」的能不能不開，條文沒有另作規定
verdict-ruling = { $ruling ->
    [yes-may] 可以
    [yes-must] 要
    [yes-need-not] 可以
    [yes-must-not] 可以
    [no-must] 不行
    [no-need-not] 不用
    [no-must-not] 不可以
   *[other] {""}
}
verdict-ruled = { $ruling }：{ $then }
verdict-obliged = { $kind ->
    [must-must] 要，{ $cadence }
    [must-normally] 一般要，{ $cadence }；條文用的是「一般」，不是硬性規定
    [must-encouraged] 不是必須：{ $cadence }
    [leave-must] 不行，要求是{ $cadence }
    [leave-normally] 條文用的是「一般」（{ $cadence }），沒有寫可以不做的情形
   *[leave-encouraged] 可以，這是鼓勵性的要求：{ $cadence }
}
verdict-applicable = 照常：{ $duty }（{ $cadence }）
verdict-applicable-where = 看情況：{ $duty }（{ $cadence }；適用於{ $where }）
verdict-not-applicable = 不適用：{ $duty }（{ $reasons }）
verdict-fact = { $fact }：{ $value ->
    [0] 否
   *[other] 是
}
verdict-fact-number = { $fact }：{ $value }
outcome-none = { $kind ->
    [consequence] 收錄的條文沒有寫這樣做的後果，相關的規定是：
    [procedure] 收錄的條文沒有寫步驟，相關的規定是：
   *[reason] 收錄的條文沒有寫原因，規定本身是：
}
outcome-steps = 按這些步驟：
outcome-elsewhere = 沒有做到的，條文這樣寫：
outcome-further = 另見：
outcome-clause = ·{ $text }（{ $source }）
compared-title = 兩者對照：
