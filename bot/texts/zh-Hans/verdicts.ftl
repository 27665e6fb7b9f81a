# What a clause means for the numbers, dates and circumstances of a question.
verdict-yes = { $kind ->
    [attendance] 能开，人数够了
    [votes] 通过
    [allowed] 可以
    [applies] 已经到了这一条规定的时间
    [condition] 符合这一条的条件
   *[other] 符合
}
verdict-no = { $kind ->
    [attendance] 不能开，人数不够
    [votes] 没有通过
    [allowed] 不可以
    [applies] 还没到这一条规定的时间
    [condition] 不符合这一条的条件
   *[other] 不符合
}
verdict-normally = { $verdict }（条文用的是“一般”）
verdict-open = 条文没有写明：{ $note }
verdict-at-bound = 恰好{ $bound }，够不够条文没有定论
verdict-most = 最多{ $amount }
verdict-least = 最少{ $amount }
verdict-sum = 算法：{ $sum }
verdict-share = 算法：{ $sum }，{ $rule }；您说的是{ $stated }。
verdict-otherwise = 另有要求的：{ $duty }，这里是{ $rule }
verdict-number = 条文要求{ $rule }；您说的是{ $stated }。
verdict-product = { $of }{ $base }×{ $share }＝{ $product }
verdict-product-about = { $of }{ $base }×{ $share }≈{ $product }
verdict-rule-at-least = 不少于{ $amount }
verdict-rule-more-than = 超过{ $amount }
verdict-rule-at-most = 不超过{ $amount }
verdict-rule-less-than = 少于{ $amount }
verdict-people = { $count }人
verdict-votes = { $count }票
verdict-hours = { $count }学时
verdict-units = { $count }个单位
verdict-years = { $count }年
verdict-months = { $count }个月
verdict-term-over = 任期已满，该换届了
verdict-term-runs = 任期未满，到{ $ends }届满
verdict-term = 算法：{ $began }起，每届{ $years }年，到{ $ends }届满；现在是{ $today }。
verdict-founded = 要求是{ $cadence }；“{ $words }”的能不能不开，条文没有另作规定
verdict-applicable = 照常：{ $duty }（{ $cadence }）
verdict-applicable-where = 看情况：{ $duty }（{ $cadence }；适用于{ $where }）
verdict-not-applicable = 不适用：{ $duty }（{ $reasons }）
verdict-fact = { $fact }：{ $value ->
    [0] 否
   *[other] 是
}
verdict-fact-number = { $fact }：{ $value }
