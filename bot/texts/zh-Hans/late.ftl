# An act of a period that has ended: in it (补登), or after it (补办).
late-title = <b>{ $duty }</b>（{ $period }）
late-fill-in = <b>补登　{ $duty }</b>（{ $period }）
late-within =
    { $day }办理，在期内
    按如期完成计
late-fill-in-button = 补登
late-after = { $day }已过{ $period }
late-made-up-only = 记为{ $period }的补办，按逾期完成计。
late-made-up-or-own =
    记为{ $period }的补办，按逾期完成计；
    还是记为{ $own }的{ $duty }？
late-made-up-button = { $period }的补办
late-own-button = 记为{ $own }的
late-other-day-button = 改日期
late-recorded = 已登记为{ $period }的补办：{ $duty }，{ $day }办理，按逾期完成计。
