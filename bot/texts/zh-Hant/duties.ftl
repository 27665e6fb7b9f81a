# Days and other words that several screens share.
strength-must = 應當
strength-normally = 一般
strength-encouraged = 鼓勵

day-provisional = { $day }*
day-unclear = 看不懂這個日期。可以寫「{ $example }」「{ $words }」，或點日期按鈕；取消請傳送 /cancel。
day-nonexistent = 沒有這一天。請看看日期，可以寫「{ $example }」「{ $words }」，或點日期按鈕；取消請傳送 /cancel。
day-which = 具體是哪一天？可以寫「{ $example }」「{ $words }」，或點日期按鈕；取消請傳送 /cancel。
day-words-done = 上週五
day-words-coming = 下週五
provisional-note = * 暫定：有關年份的放假安排尚未公布，公布後自動調整。

list-comma = 、
source-document = 《{ $title }》
source-place = 《{ $title }》{ $place }

# /myduties
duties-title = <b>我的職責　{ $day }</b>
duties-all-title = <b>全部職責　{ $page }/{ $pages }</b>
duties-open-button = 開啟一項
duties-all-button = 全部 { $count }
pick-open = 開啟哪一項？
duties-section-regular = <b>定期，未定次數（{ $count }）</b>
duties-section-on-event = <b>遇事辦理（{ $count }）</b>
duties-section-continuous = <b>持續性職責（{ $count }）</b>
duties-none-dated = 目前沒有定了時限的職責，其餘見「全部」。
duties-none = 這個崗位目前沒有列明的職責。
duties-former = 您目前沒有崗位。任職期間的事項可以在「往期」中查看；登記崗位請傳送 /register。
duties-asked = 申請中，等待管理員答覆：{ $seat }
duties-page = { $page }/{ $pages }
duties-previous = ‹
duties-next = ›
duties-all-posts = 全部崗位
duties-chosen = ● { $label }

# One duty
item-title = <b>{ $name }</b>
item-owner = { $seat }
item-red = 🔴 逾期，{ $days }
item-yellow = 🟡 臨期，{ $days }
item-white = ⚪ 未到期，{ $days }
item-green = 🟢 已完成
item-blue = 🔵 延期，{ $days }
item-excused = 🔵 免辦
item-progress-confirm =
    進度：{ $completed ->
        [0] 尚未登記
       *[other] 已登記
    }（要求不少於{ $count }{ $unit }，達到後登記一次即可）
item-due = 最遲{ $due }　{ $completed }/{ $needed }
item-was-due = 應於{ $due }　{ $completed }/{ $needed }
item-applies-to = 適用：{ $where }
item-strength = 要求：{ $strength }，{ $cadence }
item-words = 要求：{ $text }
item-source = 依據：{ $source }
item-entries = 辦理紀錄：
item-entry = ·{ $day }，{ $name }登記
item-entry-withdrawn = ·<s>{ $day }，{ $name }登記</s>（已撤回）
item-entry-note = 　說明：{ $note }
item-entry-files = 　佐證{ $count }件
item-done-again-button = ✅ 再登記一次
item-later-button = ⏰ 稍後
item-why-button = 📖 依據
item-withdraw-button = 撤回{ $day }的登記
item-clause-left = 這一條已不在現行內容中，仍按開始時的版本（{ $edition }）辦到期滿。
item-clause-changed = 這一條的現行內容已有改動，本期仍按開始時的版本（{ $edition }）辦到期滿。
clause-left = 注意：這一條已不在現行內容中，以上是此前版本（{ $edition }）的表述。
clause-changed = 注意：以上是該事項開始時的版本（{ $edition }）的表述，本期按此辦理；現行表述已有改動。
clause-now-button = 現行表述
