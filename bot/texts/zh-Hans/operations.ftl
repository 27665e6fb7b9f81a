## 出现问题时告知运维人员的文字，以及 `/admin`、`dutybot hold` 和 `resume` 的文字。

alert-head = <b>dutybot</b>
alert-line = ⚠️ { $what }
alert-over = ✅ 已恢复：{ $what }
alert-detail = { $what }（{ $detail }）
alert-expired = 最近一天有 { $count } 条提醒未及发出即已过期，详见日志。
alert-unknown = 最近一天有 { $count } 条提醒无法确认是否送达，请向当事人核实。
alert-undeliverable = 最近一天有 { $count } 个用户或群组无法送达：机器人已被屏蔽或移出。
alert-overdue = 有 { $count } 条提醒逾时未发，请查看 /readyz 和日志。
alert-stuck = 有 { $count } 条提醒滞留在发送途中，请重启机器人。
alert-unplanned = 有 { $count } 条提醒结束时记录不完整，请运行 dutybot doctor。
alert-inbox = 有 { $count } 条来信等待处理，最早的已等待超过两分钟。
alert-poison = 最近一天有 { $count } 条来信处理三次均失败，已搁置，详见日志。
alert-pass-failed = 程序的一个环节连续失败：{ $subject }，详见日志。
alert-held = 已暂停发送：{ $subject }。请先用 dutybot doctor 检查，再执行 dutybot resume。
alert-clock = { $subject } 的时钟不准，请校准并启用 NTP 同步。
alert-conflict = 另有程序在使用本机器人的令牌。请停止该程序，或向 @BotFather 换发令牌。
alert-foreign-webhook = Telegram 正把消息送往一个不属于本机器人的地址。请查明是谁设置的；如有疑问，请换发令牌。
alert-forbidden = Telegram 拒绝本机器人，请核对 DUTYBOT_TOKEN 后重启。
alert-database = 数据库无法使用，恢复之前不会发送任何提醒。请检查磁盘和数据库服务。
alert-calendar = { $subject } 年的工作日安排尚未收录。国务院办公厅公布后，请更新程序。

hold-operator = 运维人员暂停
hold-restore = 恢复备份后暂停
hold-clock = 时钟异常
hold-conflict = 另有程序使用同一令牌
hold-refusals = 大量聊天无法送达

admin-held = ⏸ 已暂停发送（{ $cause }，自 { $since } 起）。{ $reason }
admin-sending = ▶️ 正常发送中。
admin-waiting = 待发 { $due } 条，待处理来信 { $updates } 条。
admin-roots = 待确认的新组织：{ $count }个，请发送 /admin roots。
admin-no-alerts = 目前没有告警。
admin-hint = /admin hold（原因）· /admin resume · /admin requeue 小时数 · /admin unbind（群编号）· /admin roots
admin-now-held = ⏸ 已暂停发送；计划和答复照常进行。
admin-held-already = 运维人员已暂停发送。
admin-resumed = ▶️ 已恢复发送。
admin-not-held = 目前没有暂停。
requeue-done = 已重新排入 { $notices } 条提醒；恢复可送达：{ $persons } 人，{ $groups } 个群。
admin-requeue-usage = 用法：/admin requeue 小时数，例如 /admin requeue 6，重新发送这段时间内未能送达的提醒。
admin-unbound = 已解除“{ $group }”与“{ $organisation }”的绑定。
admin-not-bound = “{ $group }”没有绑定组织。
admin-unbind-usage = 解除绑定：在群里发送 /admin unbind，或在这里发送 /admin unbind 群编号。已绑定的群（新绑定的在前）：
admin-unbind-none = 目前没有已绑定的群。
admin-bound-group = <code>{ $id }</code> { $group }：{ $organisation }
