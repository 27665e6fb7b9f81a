# To a manager: a person or a group that nothing reaches any more.
unreached-person = <b>{ $name }收不到提醒</b>
unreached-post = { $post }，{ $organisation }
unreached-person-means = 机器人无法给对方发送私聊消息，可能是被对方屏蔽，或对方的账号已停用。恢复之前，职责提醒都送不到本人。
unreached-person-advice = 请转告对方：打开 @{ $bot }，发送 /start 即可恢复，未过期的提醒会补发。
unreached-bound = 绑定的组织：{ $organisation }
unreached-group = <b>机器人已不在群“{ $group }”里</b>
unreached-group-means = 职责进度不再发到该群。各责任人的私聊提醒不受影响，照常发送。
unreached-group-advice = 如需恢复，请把 @{ $bot } 重新加入该群；已换新群的，请把它加进新群，再在群里发送 /register 绑定。
unreached-silent = <b>机器人在群“{ $group }”里不能发言</b>
unreached-silent-means = 可能是该群限制了发言，或者话题已关闭、删除，职责进度暂时发不到群里。各责任人的私聊提醒不受影响，照常发送。
unreached-silent-advice = 请群管理员允许 @{ $bot } 发言，或重新开放话题。恢复后，之后的进度会照常发到群里。
unreached-vacant = <b>岗位空缺：{ $post }</b>
unreached-vacant-where = { $organisation }
unreached-vacant-since = 自{ $day }起无人任职
unreached-vacant-owed = 现有{ $count }项职责无人办理，时限照常计算。
unreached-vacant-advice = 请接任者打开 @{ $bot }，发送 /register 登记；登记后可见未办、已办和将到期的事项。
