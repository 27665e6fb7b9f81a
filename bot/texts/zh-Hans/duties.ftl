# Days and other words that several screens share.
strength-must = 应当
strength-normally = 一般
strength-encouraged = 鼓励

day-provisional = { $day }*
day-unclear = 没看懂这个日期。可以写“{ $example }”“{ $words }”，或点日期按钮；取消请发送 /cancel。
day-nonexistent = 没有这一天。请看看日期，可以写“{ $example }”“{ $words }”，或点日期按钮；取消请发送 /cancel。
day-which = 具体是哪一天？可以写“{ $example }”“{ $words }”，或点日期按钮；取消请发送 /cancel。
day-words-done = 上周五
day-words-coming = 下周五
provisional-note = * 暂定：有关年份的放假安排尚未公布，公布后自动调整。

list-comma = 、
source-document = 《{ $title }》
source-place = 《{ $title }》{ $place }

# /myduties
duties-title = <b>我的职责　{ $day }</b>
duties-all-title = <b>全部职责　{ $page }/{ $pages }</b>
duties-open-button = 打开一项
duties-all-button = 全部 { $count }
pick-open = 打开哪一项？
duties-section-regular = <b>定期，未定次数（{ $count }）</b>
duties-section-on-event = <b>遇事办理（{ $count }）</b>
duties-section-continuous = <b>持续性职责（{ $count }）</b>
duties-none-dated = 目前没有定了时限的职责，其余见“全部”。
duties-none = 这个岗位目前没有列明的职责。
duties-former = 您目前没有岗位。任职期间的事项可以在“往期”中查看；登记岗位请发送 /register。
duties-asked = 申请中，等待管理员答复：{ $seat }
duties-page = { $page }/{ $pages }
duties-previous = ‹
duties-next = ›
duties-all-posts = 全部岗位
duties-chosen = ● { $label }

# One duty
item-title = <b>{ $name }</b>
item-owner = { $seat }
item-red = 🔴 逾期，{ $days }
item-yellow = 🟡 临期，{ $days }
item-white = ⚪ 未到期，{ $days }
item-green = 🟢 已完成
item-blue = 🔵 延期，{ $days }
item-excused = 🔵 免办
item-progress-confirm =
    进度：{ $completed ->
        [0] 尚未登记
       *[other] 已登记
    }（要求不少于{ $count }{ $unit }，达到后登记一次即可）
item-due = 最迟{ $due }　{ $completed }/{ $needed }
item-was-due = 应于{ $due }　{ $completed }/{ $needed }
item-applies-to = 适用：{ $where }
item-strength = 要求：{ $strength }，{ $cadence }
item-words = 要求：{ $text }
item-source = 依据：{ $source }
item-entries = 办理记录：
item-entry = ·{ $day }，{ $name }登记
item-entry-withdrawn = ·<s>{ $day }，{ $name }登记</s>（已撤回）
item-entry-note = 　说明：{ $note }
item-entry-files = 　佐证{ $count }件
item-done-again-button = ✅ 再登记一次
item-later-button = ⏰ 稍后
item-why-button = 📖 依据
item-withdraw-button = 撤回{ $day }的登记
item-clause-left = 这一条已不在现行内容中，仍按开始时的版本（{ $edition }）办到期满。
item-clause-changed = 这一条的现行内容已有改动，本期仍按开始时的版本（{ $edition }）办到期满。
clause-left = 注意：这一条已不在现行内容中，以上是此前版本（{ $edition }）的表述。
clause-changed = 注意：以上是该事项开始时的版本（{ $edition }）的表述，本期按此办理；现行表述已有改动。
clause-now-button = 现行表述
