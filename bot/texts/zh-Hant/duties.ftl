# Days and other words that several screens share.
strength-must = 應當
strength-normally = 一般應當
strength-encouraged = 鼓勵

level-province = 省級
level-city = 市級
level-county = 縣級

day-provisional = { $day }*
day-unclear = 看不懂這個日期。請寫成「{ $example }」這樣的形式，或傳送 /cancel 取消。
provisional-note = * 暫定：有關年份的放假安排尚未公布，公布後自動調整。

list-comma = 、
source-document = 《{ $title }》
source-place = 《{ $title }》{ $place }

# /myduties
duties-title = <b>我的職責</b>
duties-title-post = <b>{ $post }的職責</b>
duties-section-overdue = <b>已逾期（{ $count }）</b>
duties-section-due = <b>待辦（{ $count }）</b>
duties-section-done = <b>已完成（{ $count }）</b>
duties-section-coming = <b>即將開始（{ $count }）</b>
duties-section-regular = <b>定期，未定次數（{ $count }）</b>
duties-section-on-event = <b>遇事辦理（{ $count }）</b>
duties-section-continuous = <b>持續性職責（{ $count }）</b>
duties-open =
    { $number }. { $duty }
    　{ $period }，已完成{ $completed }/{ $needed }，最遲{ $due }
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
duties-hint = 點按數字查看詳情、登記完成。
duties-none = 這個崗位目前沒有列明的職責。
duties-page = { $page }/{ $pages }
duties-previous = ‹
duties-next = ›
duties-all-posts = 全部崗位
duties-chosen = ● { $label }

# One duty
item-title = <b>{ $duty }</b>
item-owner = { $post }，{ $organisation }
item-period = 本期：{ $period }
item-progress = 進度：已完成{ $completed }/{ $needed }次
item-progress-confirm =
    進度：{ $completed ->
        [0] 尚未登記
       *[other] 已登記
    }（要求不少於{ $count }{ $unit }，達到後登記一次即可）
item-due = 期限：最遲{ $due }
item-closed = 期限：{ $due }，本期已結束
item-season = 時間：一般在{ $first }月至{ $last }月
item-applies-to = 適用：{ $where }
item-strength = 要求：{ $strength }
item-source = 依據：{ $source }
item-entries = 辦理紀錄：
item-entry = ·{ $day }，{ $name }登記
item-entry-withdrawn = ·<s>{ $day }，{ $name }登記</s>（已撤回）
item-entry-note = 　說明：{ $note }
item-entry-files = 　佐證{ $count }件
item-done-button = ✅ 已完成
item-done-again-button = ✅ 再登記一次
item-later-button = ⏰ 稍後提醒
item-why-button = 📖 依據
item-withdraw-button = 撤回{ $day }的登記
