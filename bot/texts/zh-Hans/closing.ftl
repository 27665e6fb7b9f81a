# Confirming entries.
no-secrets = 请勿上传涉密、内部或未公开的材料，可只填会议记录编号。
confirming-button = 核实
confirming-title = <b>核实登记</b>
confirming-on = 本组织及下级的登记，须经管理员核实。
confirming-off = 目前登记后即计为完成，不需核实。
confirming-above = 按{ $organisation }的要求，登记须经管理员核实。
confirming-hint = 登记人和责任人不能核实自己的登记，由其他管理员或上级核实。待核实的照常计为完成，退回的不计。
confirming-turn-on = 开启核实
confirming-turn-off = 不再核实
review-list-button = 待核实的登记
review-list-title = <b>待核实 { $count }</b>
review-none = 没有待您核实的登记。
review-more = 另有{ $count }项，点任一项后可看全部。
review-place = { $organisation }
review-line = 　{ $item }　{ $day }　{ $name }
review-button = { $item } { $name }
review-title = <b>待核实　{ $name }</b>
review-title-decided = <b>{ $name }</b>
review-who = { $seat }　{ $name }
review-entered = { $day }办理，{ $recorded }登记
review-entered-same-day = { $day }办理，当天登记
review-entered-later = { $day }办理，{ $recorded }补登
review-entered-made-up = { $day }补办，{ $recorded }登记
review-note = 说明：{ $note }
review-waits = 待核实
review-was-confirmed = { $day }已核实（{ $name }）
review-was-returned =
    { $day }退回（{ $name }）
    理由：{ $reason }
review-nobody = 待核实：没有可核实的管理员，仍计为完成。
review-confirm = 核实
review-return = 退回
review-ask-reason = 退回的理由是什么？会告知{ $name }并留存。
review-reason-day = 日期不符
review-reason-proof = 佐证不清
review-confirmed = 已核实：{ $item }，{ $name }登记。
review-returned = 已退回：{ $item }，理由已告知{ $name }。
review-news-title = <b>{ $name }的登记已退回</b>
review-news-day = 登记的日期：{ $day }
review-news-reason = 理由：{ $reason }（{ $name }）
review-news-advice = 请更正后重新登记，说明和佐证会转到新的登记，原登记留痕。
review-again-button = 重新登记
item-entry-waits = 　待核实
item-entry-confirmed = 　已核实（{ $name }）
item-entry-returned = ·<s>{ $day }，{ $name }登记</s>（已退回）
item-entry-returned-why = 　{ $day }退回（{ $name }）：{ $reason }

# What may be said of an act.
details-both = 出席{ $present }人，缺席{ $absent }人
details-present = 出席{ $present }人
details-absent = 缺席{ $absent }人
details-minutes = 记录编号：{ $minutes }
entry-detail = 　{ $detail }
details-comma = ，
details-button = 人数、编号
details-ask =
    请发送出席和缺席人数、会议记录编号，可以只填一项。例如：
    出席5人，缺席0人，记录编号2026-11
details-unclear = 没看懂。可以写“出席5人，缺席0人，记录编号2026-11”，只填一项也行。
details-saved = 已保存：{ $details }。如有说明、照片、文件，可以接着发送。

# Being let off an item, or given a later date.
relief-button = 免办、延期
relief-due = 时限：{ $day }
relief-hint = 确实无法按期办理的，可以申请免办或延期，由管理员决定。
relief-hint-manager = 可以免办，或者改到较晚的日期。理由会留存并告知责任人。
relief-hint-clerk = 免办、延期由责任人本人申请，或由管理员直接决定。
relief-nobody = 目前没有可以决定的管理员。申请先保留，有了管理员再处理。
relief-ask-excuse = 申请免办
relief-ask-extension = 申请延期
relief-give-excuse = 免办
relief-give-extension = 延期
relief-lift-excuse = 解除免办
relief-lift-extension = 取消延期
relief-yes = 同意
relief-no = 不同意
relief-item-button = 看事项
relief-excuse-title = <b>免办　{ $item }</b>
relief-extension-title = <b>延期　{ $item }</b>
relief-shift = { $before } → { $until }
relief-ask-until =
    <b>延期　{ $item }</b>
    现在的时限是{ $day }。延到哪一天？请点日期，或直接发送。
relief-ask-reason = 请发送理由，至少2个字。理由会告知管理员并留存。
relief-grant-reason = 请发送理由，至少2个字。理由会留存。
relief-ask-answer = 为什么不同意？请发送理由，会告知申请人并留存：{ $item }
relief-end-excuse = { $item }不再免办，仍须办理，对吗？
relief-end-extension = { $item }不再延期，恢复原来的时限，对吗？
relief-end-yes = 是
relief-end-no = 不改
relief-asked-excuse = <b>申请免办　{ $item }</b>
relief-asked-extension = <b>申请延期　{ $item }</b>
relief-who = { $seat }　{ $name }
relief-reason = 理由：{ $reason }
relief-state-asked-excuse = ·申请免办，待管理员决定。理由：{ $reason }
relief-state-asked-extension = ·申请延期至{ $until }，待管理员决定。理由：{ $reason }
relief-state-granted-excuse = ·已免办。理由：{ $reason }
relief-state-granted-extension = ·已延期至{ $until }。理由：{ $reason }
relief-state-refused-excuse = ·未同意免办。理由：{ $reason }
relief-state-refused-extension = ·未同意延期至{ $until }。理由：{ $reason }
relief-state-ended-excuse = ·免办已解除
relief-state-ended-extension = ·延期至{ $until }已取消
relief-news-granted-excuse = 已同意免办：{ $item }。
relief-news-granted-extension = 已同意延期：{ $item }，最迟{ $until }。
relief-news-refused-excuse = 未同意免办：{ $item }。理由：{ $reason }。仍按{ $due }办理。
relief-news-refused-extension = 未同意延期：{ $item }。理由：{ $reason }。仍按{ $due }办理。
relief-news-ended-excuse = 免办已解除：{ $item }。请按{ $due }办理。
relief-news-ended-extension = 延期已取消：{ $item }。请按{ $due }办理。
refusal-own-entry = 登记人和责任人不能核实自己的登记，请由其他管理员或上级核实。
refusal-own-entry-nobody = 登记人和责任人不能核实自己的登记。目前没有其他可核实的管理员，登记待核实，仍计为完成。

# Closing statements.
statement-title = <b>情况表　{ $period }</b>
statement-tree = { $organisation }及下级
statement-empty = 本期没有事项，不出具情况表
statement-only-shown = 按月的数字仅供查看，情况表按季度、按年自动出具
statement-provisional = 未出具，{ $day }起自动出具
statement-provisional-until = 未出具，{ $day }至{ $until }分组织自动出具
statement-drawn = { $day }出具
statement-drawn-between = { $first }至{ $last }出具
statement-undrawn = 已出具{ $drawn }个组织，另有{ $undrawn }个未到出具日
statement-corrected = 有更正的组织：{ $count }
statement-sum = { $state } { $count }
statement-listed = <b>列入合计 { $count }</b>
statement-not-listed = 不列入 { $count }　全部 { $total }
statement-too-many = 事项较多，未出具的不在这里汇总，请导出 xlsx 查看。
statement-notes = 附注：补登 { $later }，待核实 { $waiting }，暂定 { $provisional }
statement-see = 看{ $state } { $count }
statement-correct = 出更正表
statement-changes = 更正记录
statement-before = ‹ 上一期
statement-after = 下一期 ›
statement-of-year = 全年
statement-of-quarter = 按季度
statement-places = 其他组织
statement-which = 看哪个组织的情况表？
statement-nowhere = 情况表和导出供组织的管理员使用，您目前没有管理的组织。
statement-list-title = <b>{ $state } { $count }</b>
statement-period = { $period }
statement-item = { $place } { $item }
statement-ask-draw =
    { $period }出具后有变动的，出一份更正表，写明改了什么和原因。
    第1号不改。现在出具吗？
statement-draw-yes = 出具
statement-drawn-now = { $count ->
    [0] 没有变动，不需更正。
   *[other] 已出具{ $count }份。
}
statement-changes-title = <b>更正　{ $period }</b>
statement-changes-none = 没有更正。
statement-changes-note = 第1号不改。
statement-change = 第{ $number }号　{ $place }，{ $item }，{ $former }改为{ $state }（{ $reason }）
statement-change-added = 第{ $number }号　{ $place }，{ $item }，{ $state }（{ $reason }）
statement-news-title = <b>{ $period }情况表已出具</b>
statement-news-advice = 出具后不再改动，此后的变动另出更正表。
statement-open = 看情况表
change-entered-later = 补登
change-made-up = 补办
change-withdrawn = 登记撤回或退回
change-excused = 免办
change-relief-ended = 免办或延期解除
change-extended = 延期
change-roster = 岗位或提醒情况有更正
change-applies = 是否适用有更正
change-added = 新增
change-held = { $reason }，{ $day }

# Self-assessment.
checklists-button = 自评
checked-title = <b>自评　{ $year }年</b>
checked-name = <b>{ $name }</b>
checked-line-yes = ✓ { $text }
checked-line-no = ✗ { $text }
checked-line-open = ○ { $text }
checked-hint = 点一项填写。上级管理员可以查看，并随全年情况表导出。
checked-none = 没有适用于本组织的自评表。
checked-year = { $year }年
checked-point = <b>{ $text }</b>
checked-of = { $name }　{ $year }年
checked-nothing = 尚未填写。
checked-state-yes = 达到（{ $name }）
checked-state-no = 未达到（{ $name }）
checked-state-open = 未填是否达到（{ $name }）
checked-add = 填说明、佐证
checked-see = 看佐证
checked-ask = { $text }（{ $year }年）：请发送说明，或一张照片、一个文件。
statement-waits = 其中{ $count }项可办到{ $day }，有这类事项的组织等到其后第10个工作日出具
