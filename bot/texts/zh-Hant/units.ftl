# /events, and what is known and arranged in an organisation.
unit-title = <b>單位情況</b>
unit-name = { $organisation }
unit-fact = { $fact }：{ $value }
unit-rules = <b>本組織的安排</b>
unit-rule = { $duty }：{ $rule }
unit-hint = 職責是否適用，據此判斷。點一項可以填寫或更改。
unit-no-facts = 沒有需要填寫的情況。
unit-button = 單位情況
unit-events-button = 事件
unit-duties-button = 全部職責
unit-seats-button = 崗位
fact-question = <b>{ $question }</b>
fact-yes = 是
fact-no = 否
fact-unknown = 未填寫
fact-other = 其他數字
fact-enter = 填寫數字
fact-later = 以後再說
fact-type = 請傳送一個整數，例如「12」。
fact-unclear = 沒有看懂。請只傳送一個0至{ $most }之間的整數，或傳送 /cancel 取消。
fact-said =
    已記下：{ $fact }，{ $value }（{ $organisation }）。
    職責已據此調整。
fact-put-off = 好的，不再詢問。以後可以傳送 /events，點「單位情況」填寫。
here-title = <b>{ $organisation }的職責</b>　{ $page }/{ $pages }
here-hint = 點一項，可以設為不適用，或者更改提醒時間。
here-not-applied = （不適用）{ $duty }
rule-button = 適用、提醒時間
rule-state = 本組織的安排：{ $rule }
rule-said-by = { $name }，{ $day }
rule-not-here = 不適用（{ $reason }）
rule-both = { $leads }，{ $hour }
rule-usual = 照常
rule-set-aside = 不適用於本組織
rule-take-up = 恢復適用
rule-ask-reason =
    為什麼不適用於本組織？
    請傳送理由，至少兩個字。理由會留存；未完成的隨即不再列入。
rule-leads = 提前量
rule-leads-ask = 在時限前幾個工作日提醒？
rule-leads-choice = 提前{ $workdays }個工作日
rule-hours = 提醒時間
rule-hours-ask = 幾點提醒？
duties-uncertain = 待確認是否適用 { $count }
duties-uncertain-item = 　{ $duty }
item-released-local-rule = 不列入：管理員設為不適用於本組織
item-released-condition = 不列入：按單位情況不適用
item-released-called-off = 不列入：事件已取消
item-released-left = 不列入：責任人已離任
item-released-unplanned = 不列入：依據已調整
item-released-no-seat = 不列入：崗位已撤銷
item-not-listed = 不列入：本期情況表出具時沒有此項
events-title = <b>事件</b>
events-where = 哪個組織的事件？
events-nowhere = 事件由組織的管理員和負責人填寫，您目前沒有這樣的組織。登記崗位請傳送 /register。
events-none = 還沒有填寫事件。填寫後，隨事件辦理的職責會按時提醒。
events-line = { $day }　{ $event }
events-button = { $day } { $event }
events-add = 新增事件
events-which = 是哪一種事件？
events-ask-day =
    { $event }在哪一天？
    點下面的日期，或傳送日期，例如「{ $example }」。
events-today = 今天（{ $day }）
events-tomorrow = 明天（{ $day }）
events-week = 一週後（{ $day }）
events-day = { $day }
events-day-off = { $day }，這天休息
events-day-called-off = <s>{ $day }</s>　已取消
events-will-set = 將安排：
events-set = 已安排：
events-too-late = 時限早已過去，不再安排：
events-due = { $day }　{ $duty }
events-confirm = 確認
events-other-day = 改日期
events-move = 改期
events-off = 取消事件
events-off-note = 未完成的隨即不再列入，也不再提醒。
events-on-again = 恢復
events-ask-move =
    { $event }現為{ $day }，改到哪一天？
    點下面的日期，或傳送日期，例如「{ $example }」。
events-move-to = { $event }由{ $day }改到{ $to }，對嗎？
events-day-later = 推後一天（{ $day }）
events-week-later = 推後一週（{ $day }）
seats-title = <b>崗位</b>
seats-line = { $post }：{ $state }
seats-state = { $state }
seats-comma = ，
seats-vacant = 空缺
seats-many = { $name }等{ $count }人
seats-from = { $day }起設立
seats-until = 設至{ $day }
seats-none = 還沒有崗位。
seats-hint = 崗位空缺期間，職責照常列出，由接任的人接著辦理。
seats-add = 增設崗位
seats-which = 增設哪個崗位？
seats-ask-since =
    從哪一天起設立？
    點下面的日期，或發送日期，例如「{ $example }」。
seats-today = 今天（{ $day }）
seats-take-off = 撤銷崗位
seats-ask-last =
    設到哪一天為止？
    點下面的日期，或發送日期，例如「{ $example }」。次日起，未完成的不再列入，也不再提醒。
seats-keep = 保留崗位
seats-will-end = 到期後，未完成的不再列入，也不再提醒。期間如有人任職，崗位照舊保留。
seats-never-came = 已撤銷，這個崗位不再設立。
seats-held-hint = 有人任職，不能撤銷。任職人離任（/register）以後才能撤銷。
