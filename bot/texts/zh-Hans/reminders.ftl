# The message that is pushed; its last line is the reference code.
reminder-title = <b>职责提醒</b>{ $stage }
reminder-title-many = <b>职责提醒</b>{ $stage }：您有{ $count }项职责
reminder-stage = （{ $stage }）
reminder-repeated = <i>重复提醒，同一事项</i>
reminder-see-above = <i>同一提醒，请以上面那条为准。</i>
reminder-stage-start = 本期开始
reminder-stage-workdays =
    { $days ->
        [1] 还有1个工作日
       *[other] 还有{ $days }个工作日
    }
reminder-stage-days = 还有{ $days }天
reminder-stage-today = 今天到期
reminder-stage-overdue = 已逾期
reminder-stage-later = 按您的要求再次提醒
reminder-duty = <b>{ $duty }</b>
reminder-duty-numbered = <b>{ $number }. { $duty }</b>{ $stage }
reminder-owner = { $post }，{ $organisation }
reminder-owed = { $period }还需{ $remaining }次，最迟{ $due }
reminder-owed-confirm = { $period }尚未登记，最迟{ $due }
reminder-owed-overdue = { $period }还差{ $remaining }次，期限是{ $due }
reminder-owed-confirm-overdue = { $period }尚未登记，期限是{ $due }
reminder-overdue-advice = 如已按期办理，请补登完成日期；尚未办理的，请尽快安排。
reminder-source = 依据：{ $source }
reminder-more = 另有{ $count }项，请发送 /myduties 查看。
reminder-reference = 编号：<code>{ $code }</code>
reminder-done-button = ✅ 已完成
reminder-later-button = ⏰ 稍后提醒
reminder-why-button = 📖 依据
reminder-done-numbered = ✅ { $number } 已完成
reminder-later-numbered = ⏰ { $number } 稍后
reminder-why-numbered = 📖 { $number } 依据

reminder-group-title = <b>{ $organisation }</b>的职责进度{ $stage }
reminder-group-progress = { $period }已完成{ $completed }/{ $needed }，最迟{ $due }
reminder-group-overdue = { $period }已完成{ $completed }/{ $needed }，期限是{ $due }
reminder-group-advice = 办理后，请责任人点下面的按钮登记。
reminder-group-button = 我来登记
reminder-group-numbered = { $number } 登记

later-ask =
    <b>{ $duty }</b>
    什么时候再提醒您？
later-tomorrow = 明天（{ $day }）
later-week = 下周（{ $day }）
later-other = 选日期
later-type-day =
    <b>{ $duty }</b>
    请发送再次提醒的日期，例如“{ $example }”，最迟{ $latest }。
later-set = 好的，{ $day }09:00再提醒您：{ $duty }。
later-no-day = 期限就在眼前（{ $due }），不能再推后提醒了。

join-title = <b>登记申请</b>
join-asks-post = { $requester }申请登记为“{ $organisation }”的{ $post }。
join-asks-child = { $requester }申请把“{ $child }”列为“{ $organisation }”的下级组织。
join-check = 请核实后处理。
join-digest-title = <b>登记申请</b>（{ $count }份）
join-digest-line = { $number }. { $asks }
join-digest-hint = 请点编号逐份核实处理。
join-mute = 不再提醒此人的申请
join-block = 不再接收此人的申请
join-block-ask = 确定不再接收{ $requester }的申请吗？由您处理的申请将一并谢绝，今后的也不再受理。
join-muted = 今后不再提醒您{ $requester }的申请。
join-blocked = 已不再接收{ $requester }的申请。
join-hear-muted = 恢复提醒
join-hear-blocked = 恢复接收
join-approve = 同意
join-decline = 谢绝
join-approved-post = 您登记为“{ $organisation }”{ $post }的申请已获同意。发送 /myduties 查看职责和期限。
join-declined-post = 您登记为“{ $organisation }”{ $post }的申请未获同意。如有疑问，请与该组织的管理员联系。
join-approved-child = “{ $child }”已列为“{ $organisation }”的下级组织。
join-declined-child = 把“{ $child }”列为“{ $organisation }”下级组织的申请未获同意。如有疑问，请与该组织的管理员联系。
join-decided-approved = 已同意{ $requester }的申请，结果已通知本人。
join-decided-declined = 已谢绝{ $requester }的申请，结果已通知本人。

root-title = <b>新组织待确认</b>
root-asks = { $requester }新建了“{ $organisation }”（{ $body }，{ $level }）。
root-alike = 已有名称相近的组织：{ $names }
root-check = 请核实后确认；确认之前，其他人看不到它。
root-approve = 确认
root-decline = 不予确认
root-approved = “{ $organisation }”已经确认，其他人可以查到它并申请加入。
root-declined = “{ $organisation }”未获确认，仍只有您能看到。如有疑问，请与机器人的运维人员联系。
root-decided-approved = 已确认，结果已通知{ $requester }。
root-decided-declined = 未予确认，结果已通知{ $requester }。
root-none = 没有待确认的组织。
