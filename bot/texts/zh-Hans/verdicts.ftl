# What a clause means for the numbers, dates and circumstances of a question, and what it states of
# consequence, procedure and reason.
verdict-yes = { $kind ->
    [allowed] 可以，没有超过{ $bound }
    [usual] 可以，没有超过一般的上限
    [applies] 已经到了这一条规定的时间
    [condition] 符合这一条的条件
   *[other] 够了
}
verdict-no = { $kind ->
    [allowed] 不可以，最多{ $bound }
    [usual] 超过了一般的上限
    [applies] 还没到这一条规定的时间
    [condition] 不符合这一条的条件
   *[other] 不够
}
# The words of the text are Chinese and say it themselves.
verdict-own = { $verdict ->
   *[other] { $own }
}
verdict-rate = { $then }{ $amount }
verdict-open = 条文没有写明：{ $note }
verdict-at-bound = 恰好{ $bound }，够不够条文没有定论
verdict-most = 最多{ $amount }
verdict-least = 最少{ $amount }
verdict-between = { $low }至{ $high }
verdict-sum = 算法：{ $sum }
verdict-share = 算法：{ $sum }，{ $rule }；您说的是{ $stated }。
verdict-otherwise = 另有要求的：{ $duty }，这里是{ $rule }
verdict-number = 条文写的是{ $rule }；您说的是{ $stated }。
verdict-instead = 这种情况适用：{ $text }（{ $source }）。
verdict-of = {""}
verdict-product = { $base }×{ $share }＝{ $product }
verdict-product-about = { $base }×{ $share }≈{ $product }
verdict-rule-at-least = 不少于{ $amount }
verdict-rule-more-than = 超过{ $amount }
verdict-rule-at-most = 不超过{ $amount }
verdict-rule-less-than = 不足{ $amount }
verdict-bound-at-least = { $amount }以上
verdict-bound-more-than = 超过{ $amount }
verdict-bound-at-most = 不超过{ $amount }
verdict-bound-less-than = 不足{ $amount }
verdict-less = 不到{ $amount }
verdict-more = 超过{ $amount }
verdict-time = { $unit ->
    [years] { $count }年
    [months] { $count }个月
    [weeks] { $count }周
    [days] { $count }天
   *[hours] { $count }小时
}
verdict-term-over = 任期已满，该换届了
verdict-term-runs = 任期未满，到{ $ends }届满
verdict-term = 算法：{ $began }起，每届{ $years }年，到{ $ends }届满；现在是{ $today }。
verdict-due-after = 最迟{ $day }
verdict-due-before = { $day }
verdict-due-sum = 算法：{ $began }{ $sign ->
    [minus] 往前{ $span }
   *[plus] 起{ $span }
}，到{ $day }。
verdict-founded = 要求是{ $cadence }；“{ $words }”的能不能不开，条文没有另作规定
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
    [must-normally] 一般要，{ $cadence }；条文用的是“一般”，不是硬性规定
    [must-encouraged] 不是必须：{ $cadence }
    [leave-must] 不行，要求是{ $cadence }
    [leave-normally] 条文用的是“一般”（{ $cadence }），没有写可以不做的情形
   *[leave-encouraged] 可以，这是鼓励性的要求：{ $cadence }
}
verdict-applicable = 照常：{ $duty }（{ $cadence }）
verdict-applicable-where = 看情况：{ $duty }（{ $cadence }；适用于{ $where }）
verdict-not-applicable = 不适用：{ $duty }（{ $reasons }）
verdict-fact = { $fact }：{ $value ->
    [0] 否
   *[other] 是
}
verdict-fact-number = { $fact }：{ $value }
outcome-none = { $kind ->
    [consequence] 收录的条文没有写这样做的后果，相关的规定是：
    [procedure] 收录的条文没有写步骤，相关的规定是：
   *[reason] 收录的条文没有写原因，规定本身是：
}
outcome-steps = 按这些步骤：
outcome-elsewhere = 没有做到的，条文这样写：
outcome-further = 另见：
outcome-clause = ·{ $text }（{ $source }）
compared-title = 两者对照：
