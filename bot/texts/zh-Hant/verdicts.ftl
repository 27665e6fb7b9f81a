# What a clause means for the numbers, dates and circumstances of a question.
verdict-yes = { $kind ->
    [attendance] 能開，人數夠了
    [votes] 通過
    [allowed] 可以
    [applies] 已經到了這一條規定的時間
    [condition] 符合這一條的條件
   *[other] 符合
}
verdict-no = { $kind ->
    [attendance] 不能開，人數不夠
    [votes] 沒有通過
    [allowed] 不可以
    [applies] 還沒到這一條規定的時間
    [condition] 不符合這一條的條件
   *[other] 不符合
}
verdict-normally = { $verdict }（條文用的是“一般”）
verdict-open = 條文沒有寫明：{ $note }
verdict-at-bound = 恰好{ $bound }，夠不夠條文沒有定論
verdict-most = 最多{ $amount }
verdict-least = 最少{ $amount }
verdict-sum = 算法：{ $sum }
verdict-share = 算法：{ $sum }，{ $rule }；您說的是{ $stated }。
verdict-otherwise = 另有要求的：{ $duty }，這裡是{ $rule }
verdict-number = 條文要求{ $rule }；您說的是{ $stated }。
verdict-product = { $of }{ $base }×{ $share }＝{ $product }
verdict-product-about = { $of }{ $base }×{ $share }≈{ $product }
verdict-rule-at-least = 不少於{ $amount }
verdict-rule-more-than = 超過{ $amount }
verdict-rule-at-most = 不超過{ $amount }
verdict-rule-less-than = 少於{ $amount }
verdict-people = { $count }人
verdict-votes = { $count }票
verdict-hours = { $count }學時
verdict-units = { $count }個單位
verdict-years = { $count }年
verdict-months = { $count }個月
verdict-term-over = 任期已滿，該換屆了
verdict-term-runs = 任期未滿，到{ $ends }屆滿
verdict-term = 算法：{ $began }起，每屆{ $years }年，到{ $ends }屆滿；現在是{ $today }。
verdict-founded = 要求是{ $cadence }；“{ $words }”的能不能不開，條文沒有另作規定
verdict-applicable = 照常：{ $duty }（{ $cadence }）
verdict-applicable-where = 看情況：{ $duty }（{ $cadence }；適用於{ $where }）
verdict-not-applicable = 不適用：{ $duty }（{ $reasons }）
verdict-fact = { $fact }：{ $value ->
    [0] 否
   *[other] 是
}
verdict-fact-number = { $fact }：{ $value }
