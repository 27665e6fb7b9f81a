## dutybot plan：某一崗位會收到的全部提醒

plan-title = { $post }（{ $body }），{ $first }至{ $last }，時區{ $zone }
plan-column-duty = 職責
plan-column-period = 期間
plan-column-due = 時限
plan-column-reminders = 提醒
plan-stage-start = 開始
plan-stage-before = 截止前{ $number }個工作日
plan-stage-overdue = 逾期第{ $number }週
plan-cadence = { $cadence }（{ $strength }）
plan-count = 共{ $occurrences }項，提醒{ $reminders }次。
plan-provisional-note = * 暫定：有關年份的放假安排尚未公布，公布後自動調整。
plan-undated-note = 另有{ $count }項按任期計算，須登記本屆起始日期後才能排期。
plan-bad-day = 日期「{ $text }」無法識別，請按2027-01-01的格式填寫。
plan-year-out-of-range = 日期「{ $text }」超出範圍，年份應在{ $first }至{ $last }之間。
plan-days-reversed = 起始日期{ $first }晚於結束日期{ $last }。
plan-unknown-post = 沒有名為「{ $text }」的崗位。可選：{ $posts }。
plan-unknown-body = 沒有名為「{ $text }」的組織類型。可選：{ $bodies }。
plan-post-not-of-body = { $body }沒有{ $post }這一崗位，也不代行其職責。
plan-unknown-duty = { $post }沒有編號為「{ $text }」的職責。
