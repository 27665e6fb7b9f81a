# Several items entered for one day.
several-ask = <b>{ $day }办了哪几项？</b>
several-hint = 点一项登记一项，可以连点。
several-which-day = 是哪一天办的？
several-which-day-of =
    <b>{ $item }</b>
    是哪一天办的？
several-other-day = 哪一天办的？点日期，或者直接发送，例如“{ $example }”“{ $words }”。
several-item = { $item }
several-overdue = { $item }（已逾期）
several-ticked = ✓ { $item }
several-entered = <b>{ $day }已登记 { $count }项</b>
several-none-entered = 好的，没有登记。
several-already = 已登记
several-change-day = 换日期
several-finished = 好了
several-proof = 补充材料
several-withdraw = 撤回一项
several-ask-proof = 可发说明、照片、文件，或填记录编号、出席和缺席人数；没有可以不发。
pick-source = 看哪一项的依据？
pick-later = 稍后再提醒哪一项？
pick-proof = 给哪一项补充材料？
pick-withdraw = 撤回哪一项的登记？
