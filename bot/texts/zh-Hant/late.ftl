# An act of a period that has ended: in it (補登), or after it (補辦).
late-title = <b>{ $duty }</b>（{ $period }）
late-fill-in = <b>補登　{ $duty }</b>（{ $period }）
late-within =
    { $day }辦理，在期內
    按如期完成計
late-fill-in-button = 補登
late-after = { $day }已過{ $period }
late-made-up-only = 記為{ $period }的補辦，按逾期完成計。
late-made-up-or-own =
    記為{ $period }的補辦，按逾期完成計；
    還是記為{ $own }的{ $duty }？
late-made-up-button = { $period }的補辦
late-own-button = 記為{ $own }的
late-other-day-button = 改日期
late-recorded = 已登記為{ $period }的補辦：{ $duty }，{ $day }辦理，按逾期完成計。
