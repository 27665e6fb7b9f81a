# /events, and what is known and arranged in an organisation.
unit-title = <b>单位情况</b>
unit-name = { $organisation }
unit-fact = { $fact }：{ $value }
unit-rules = <b>本组织的安排</b>
unit-rule = { $duty }：{ $rule }
unit-hint = 职责是否适用，据此判断。点一项可以填写或更改。
unit-no-facts = 没有需要填写的情况。
unit-button = 单位情况
unit-events-button = 事件
unit-duties-button = 全部职责
unit-seats-button = 岗位
fact-question = <b>{ $question }</b>
fact-yes = 是
fact-no = 否
fact-unknown = 未填写
fact-other = 其他数字
fact-enter = 填写数字
fact-later = 以后再说
fact-type = 请发送一个整数，例如“12”。
fact-unclear = 没有看懂。请只发送一个0至{ $most }之间的整数，或发送 /cancel 取消。
fact-said =
    已记下：{ $fact }，{ $value }（{ $organisation }）。
    职责已据此调整。
fact-put-off = 好的，不再询问。以后可以发送 /events，点“单位情况”填写。
here-title = <b>{ $organisation }的职责</b>　{ $page }/{ $pages }
here-hint = 点一项，可以设为不适用，或者更改提醒时间。
here-not-applied = （不适用）{ $duty }
rule-button = 适用、提醒时间
rule-state = 本组织的安排：{ $rule }
rule-said-by = { $name }，{ $day }
rule-not-here = 不适用（{ $reason }）
rule-both = { $leads }，{ $hour }
rule-usual = 照常
rule-set-aside = 不适用于本组织
rule-take-up = 恢复适用
rule-ask-reason =
    为什么不适用于本组织？
    请发送理由，至少两个字。理由会留存；未完成的随即不再列入。
rule-leads = 提前量
rule-leads-ask = 在时限前几个工作日提醒？
rule-leads-choice = 提前{ $workdays }个工作日
rule-hours = 提醒时间
rule-hours-ask = 几点提醒？
duties-uncertain = 待确认是否适用 { $count }
duties-uncertain-item = 　{ $duty }
item-released-local-rule = 不列入：管理员设为不适用于本组织
item-released-condition = 不列入：按单位情况不适用
item-released-called-off = 不列入：事件已取消
item-released-left = 不列入：责任人已离任
item-released-unplanned = 不列入：依据已调整
item-released-no-seat = 不列入：岗位已撤销
item-not-listed = 不列入：本期情况表出具时没有此项
events-title = <b>事件</b>
events-where = 哪个组织的事件？
events-nowhere = 事件由组织的管理员和负责人填写，您目前没有这样的组织。登记岗位请发送 /register。
events-none = 还没有填写事件。填写后，随事件办理的职责会按时提醒。
events-line = { $day }　{ $event }
events-button = { $day } { $event }
events-add = 添加事件
events-which = 是哪一种事件？
events-ask-day =
    { $event }在哪一天？
    点下面的日期，或发送日期，例如“{ $example }”。
events-today = 今天（{ $day }）
events-tomorrow = 明天（{ $day }）
events-week = 一周后（{ $day }）
events-day = { $day }
events-day-off = { $day }，这天休息
events-day-called-off = <s>{ $day }</s>　已取消
events-will-set = 将安排：
events-set = 已安排：
events-too-late = 时限早已过去，不再安排：
events-due = { $day }　{ $duty }
events-confirm = 确认
events-other-day = 改日期
events-move = 改期
events-off = 取消事件
events-off-note = 未完成的随即不再列入，也不再提醒。
events-on-again = 恢复
events-ask-move =
    { $event }现为{ $day }，改到哪一天？
    点下面的日期，或发送日期，例如“{ $example }”。
events-move-to = { $event }由{ $day }改到{ $to }，对吗？
events-day-later = 推后一天（{ $day }）
events-week-later = 推后一周（{ $day }）
seats-title = <b>岗位</b>
seats-line = { $post }：{ $state }
seats-state = { $state }
seats-comma = ，
seats-vacant = 空缺
seats-many = { $name }等{ $count }人
seats-from = { $day }起设立
seats-until = 设至{ $day }
seats-none = 还没有岗位。
seats-hint = 岗位空缺期间，职责照常列出，由接任的人接着办理。
seats-add = 增设岗位
seats-which = 增设哪个岗位？
seats-ask-since =
    从哪一天起设立？
    点下面的日期，或发送日期，例如“{ $example }”。
seats-today = 今天（{ $day }）
seats-take-off = 撤销岗位
seats-ask-last =
    设到哪一天为止？
    点下面的日期，或发送日期，例如“{ $example }”。次日起，未完成的不再列入，也不再提醒。
seats-keep = 保留岗位
seats-will-end = 到期后，未完成的不再列入，也不再提醒。期间如有人任职，岗位照旧保留。
seats-never-came = 已撤销，这个岗位不再设立。
seats-held-hint = 有人任职，不能撤销。任职人离任（/register）以后才能撤销。
