# The message that is pushed; its last line is the reference code.
reminder-title = <b>职责提醒　{ $count }项</b>
reminder-asked = 按您的要求再次提醒
reminder-moved = 放假安排已公布，时限有调整
reminder-moved-from = { $item }：原为{ $day }
reminder-repeated = <i>重复提醒，同一事项</i>
reminder-see-above = <i>同一提醒，请以上面那条为准。</i>
reminder-reference = 编号：<code>{ $code }</code>
reminder-later-button = ⏰ 稍后
reminder-why-button = 📖 依据

reminder-group-title = <b>{ $organisation }的职责进度</b>
reminder-group-advice = 办理后，请责任人点下面的按钮登记。
reminder-robot-advice = 办理后，请责任人点下面的链接登记。
reminder-group-button = 登记 { $item }

later-ask =
    <b>{ $item }</b>
    什么时候再提醒您？
later-ask-several = 什么时候再提醒这{ $count }项？
later-hours = { $hours }小时后
later-tomorrow = 明天
later-only-one = 只推后其中一项
later-other = 选日期
later-type-day =
    <b>{ $duty }</b>
    哪一天再提醒？点日期，或直接发送，例如“{ $example }”，最迟{ $latest }。
later-read = 再提醒：{ $duty }
later-set = 好的，{ $day }{ $time }再提醒您：{ $duty }。
later-today = 好的，今天{ $time }再提醒您：
later-day = 好的，{ $day }{ $time }再提醒您：
later-quiet = { $time }在您的免打扰时间（{ $start }至{ $end }）之内，改到结束时提醒。
later-too-late = 时限就在眼前，不能再推后：
later-no-day = 时限就在眼前（{ $due }），不能再推后提醒了。

join-title = <b>登记申请</b>
join-asks-post = { $requester }申请登记为“{ $organisation }”的{ $post }。
join-asks-post-from = { $requester }申请登记为“{ $organisation }”的{ $post }，按交接自{ $day }起任职。
join-asks-child = { $requester }申请把“{ $child }”列为“{ $organisation }”的下级组织。
join-check = 请核实后处理。
join-digest-title = <b>待处理的申请</b>（{ $count }份）
join-digest-line = { $number }. { $asks }
join-digest-hint = 请点编号，逐份核实后处理。
join-mute = 不再提醒此人申请
join-block = 不再接收此人申请
join-block-ask = 确定不再接收{ $requester }的申请吗？其现有申请中由您处理的将一并谢绝，今后的申请也不再受理。
join-muted = 今后{ $requester }的申请不再提醒您。
join-blocked = 已不再接收{ $requester }的申请。
join-hear-muted = 恢复提醒
join-hear-blocked = 恢复接收
join-approve = 同意
join-decline = 谢绝
join-approved-post = 您登记为“{ $organisation }”{ $post }的申请已获同意。发送 /myduties 查看职责和时限。
join-declined-post = 您登记为“{ $organisation }”{ $post }的申请未获同意。如有疑问，请与该组织的管理员联系。
join-approved-child = “{ $child }”已列为“{ $organisation }”的下级组织。
join-declined-child = 把“{ $child }”列为“{ $organisation }”下级组织的申请未获同意。如有疑问，请与该组织的管理员联系。
join-decided-approved = 已同意{ $requester }的申请，结果已通知本人。
join-decided-declined = 已谢绝{ $requester }的申请，结果已通知本人。

root-title = <b>新组织待确认</b>
root-asks = { $requester }新建了“{ $organisation }”（{ $kind }）。
root-alike = 已有名称相近的组织：{ $names }
root-check = 请核实后处理；确认之前，其他人看不到这个组织。
root-approve = 确认
root-decline = 不予确认
root-approved = “{ $organisation }”已经确认，其他人可以查到并申请加入。
root-declined = “{ $organisation }”未获确认，仍只有您能看到。如有疑问，请与机器人的运维人员联系。
root-decided-approved = 已确认，结果已通知{ $requester }。
root-decided-declined = 未予确认，结果已通知{ $requester }。
root-none = 没有待确认的组织。
units-title = <b>下级组织 { $count }个</b>
units-apart = { $red }　{ $yellow }
units-counts = { $red ->
    [0] 🟡{ $yellow }
   *[other] { $yellow ->
        [0] 🔴{ $red }
       *[other] 🔴{ $red } 🟡{ $yellow }
    }
 }
units-line = 　{ $name }　{ $counts }
units-more = 　另有{ $count }个有逾期或临期的
units-none = 下级组织 { $count }个，均无逾期、临期事项。
