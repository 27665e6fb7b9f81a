# Days and other words that several screens share.
strength-must = 应当
strength-normally = 一般应当
strength-encouraged = 鼓励

level-province = 省级
level-city = 市级
level-county = 县级

day-provisional = { $day }*
day-unclear = 没有看懂这个日期。请写成“{ $example }”这样的形式，或发送 /cancel 取消。
provisional-note = * 暂定：有关年份的放假安排尚未公布，公布后自动调整。

list-comma = 、
source-document = 《{ $title }》
source-place = 《{ $title }》{ $place }

# /myduties
duties-title = <b>我的职责</b>
duties-title-post = <b>{ $post }的职责</b>
duties-section-overdue = <b>已逾期（{ $count }）</b>
duties-section-due = <b>待办（{ $count }）</b>
duties-section-done = <b>已完成（{ $count }）</b>
duties-section-coming = <b>即将开始（{ $count }）</b>
duties-section-regular = <b>定期，未定次数（{ $count }）</b>
duties-section-on-event = <b>遇事办理（{ $count }）</b>
duties-section-continuous = <b>持续性职责（{ $count }）</b>
duties-open =
    { $number }. { $duty }
    　{ $period }，已完成{ $completed }/{ $needed }，最迟{ $due }
duties-overdue =
    { $number }. { $duty }
    　{ $period }，已完成{ $completed }/{ $needed }，期限{ $due }
duties-done = { $number }. { $duty }（{ $period }，{ $completed }/{ $needed }）
duties-coming =
    { $number }. { $duty }
    　{ $period }，自{ $start }起
duties-other = { $number }. { $duty }
duties-of-post = 〔{ $post }〕
duties-of-post-in = 〔{ $organisation }{ $post }〕
duties-hint = 点数字查看详情、登记完成。
duties-none = 这个岗位目前没有列明的职责。
duties-page = { $page }/{ $pages }
duties-previous = ‹
duties-next = ›
duties-all-posts = 全部岗位
duties-chosen = ● { $label }

# One duty
item-title = <b>{ $duty }</b>
item-owner = { $post }，{ $organisation }
item-period = 本期：{ $period }
item-progress = 进度：已完成{ $completed }/{ $needed }次
item-progress-confirm =
    进度：{ $completed ->
        [0] 尚未登记
       *[other] 已登记
    }（要求不少于{ $count }{ $unit }，达到后登记一次即可）
item-due = 期限：最迟{ $due }
item-closed = 期限：{ $due }，本期已结束
item-season = 时间：一般在{ $first }月至{ $last }月
item-applies-to = 适用：{ $where }
item-strength = 要求：{ $strength }
item-source = 依据：{ $source }
item-entries = 办理记录：
item-entry = ·{ $day }，{ $name }登记
item-entry-withdrawn = ·<s>{ $day }，{ $name }登记</s>（已撤回）
item-entry-note = 　说明：{ $note }
item-entry-files = 　佐证{ $count }件
item-done-button = ✅ 已完成
item-done-again-button = ✅ 再登记一次
item-later-button = ⏰ 稍后提醒
item-why-button = 📖 依据
item-withdraw-button = 撤回{ $day }的登记
