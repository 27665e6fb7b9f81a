## dutybot plan：某一岗位会收到的全部提醒

plan-title = { $post }（{ $body }），{ $first }至{ $last }，时区{ $zone }
plan-column-duty = 职责
plan-column-period = 期间
plan-column-due = 时限
plan-column-reminders = 提醒
plan-stage-start = 开始
plan-stage-before = 截止前{ $number }个工作日
plan-stage-overdue = 逾期第{ $number }周
plan-cadence = { $cadence }（{ $strength }）
plan-count = 共{ $occurrences }项，提醒{ $reminders }次。
plan-provisional-note = * 暂定：有关年份的放假安排尚未公布，公布后自动调整。
plan-undated-note = 另有{ $count }项按任期计算，须登记本届起始日期后才能排期。
plan-bad-day = 日期“{ $text }”无法识别，请按2027-01-01的格式填写。
plan-year-out-of-range = 日期“{ $text }”超出范围，年份应在{ $first }至{ $last }之间。
plan-days-reversed = 起始日期{ $first }晚于结束日期{ $last }。
plan-unknown-post = 没有名为“{ $text }”的岗位。可选：{ $posts }。
plan-unknown-body = 没有名为“{ $text }”的组织类型。可选：{ $bodies }。
plan-post-not-of-body = { $body }没有{ $post }这一岗位，也不代行其职责。
plan-unknown-duty = { $post }没有编号为“{ $text }”的职责。
