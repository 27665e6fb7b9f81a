# Confirming entries.
no-secrets = 請勿上傳涉密、內部或未公開的材料，可只填會議紀錄編號。
confirming-button = 核實
confirming-title = <b>核實登記</b>
confirming-on = 本組織及下級的登記，須經管理員核實。
confirming-off = 目前登記後即計為完成，不需核實。
confirming-above = 按{ $organisation }的要求，登記須經管理員核實。
confirming-hint = 登記人和責任人不能核實自己的登記，由其他管理員或上級核實。待核實的照常計為完成，退回的不計。
confirming-turn-on = 開啟核實
confirming-turn-off = 不再核實
review-list-button = 待核實的登記
review-list-title = <b>待核實 { $count }</b>
review-none = 沒有待您核實的登記。
review-more = 另有{ $count }項，點任一項後可看全部。
review-place = { $organisation }
review-line = 　{ $item }　{ $day }　{ $name }
review-button = { $item } { $name }
review-title = <b>待核實　{ $name }</b>
review-title-decided = <b>{ $name }</b>
review-who = { $seat }　{ $name }
review-entered = { $day }辦理，{ $recorded }登記
review-entered-same-day = { $day }辦理，當天登記
review-entered-later = { $day }辦理，{ $recorded }補登
review-entered-made-up = { $day }補辦，{ $recorded }登記
review-note = 說明：{ $note }
review-waits = 待核實
review-was-confirmed = { $day }已核實（{ $name }）
review-was-returned =
    { $day }退回（{ $name }）
    理由：{ $reason }
review-nobody = 待核實：沒有可核實的管理員，仍計為完成。
review-confirm = 核實
review-return = 退回
review-ask-reason = 退回的理由是什麼？會告知{ $name }並留存。
review-reason-day = 日期不符
review-reason-proof = 佐證不清
review-confirmed = 已核實：{ $item }，{ $name }登記。
review-returned = 已退回：{ $item }，理由已告知{ $name }。
review-news-title = <b>{ $name }的登記已退回</b>
review-news-day = 登記的日期：{ $day }
review-news-reason = 理由：{ $reason }（{ $name }）
review-news-advice = 請更正後重新登記，說明和佐證會轉到新的登記，原登記留痕。
review-again-button = 重新登記
item-entry-waits = 　待核實
item-entry-confirmed = 　已核實（{ $name }）
item-entry-returned = ·<s>{ $day }，{ $name }登記</s>（已退回）
item-entry-returned-why = 　{ $day }退回（{ $name }）：{ $reason }

# What may be said of an act.
details-both = 出席{ $present }人，缺席{ $absent }人
details-present = 出席{ $present }人
details-absent = 缺席{ $absent }人
details-minutes = 紀錄編號：{ $minutes }
entry-detail = 　{ $detail }
details-comma = ，
details-button = 人數、編號
details-ask =
    請傳送出席和缺席人數、會議紀錄編號，可以只填一項。例如：
    出席5人，缺席0人，紀錄編號2026-11
details-unclear = 看不懂。可以寫「出席5人，缺席0人，紀錄編號2026-11」，只填一項也行。
details-saved = 已儲存：{ $details }。如有說明、照片、檔案，可以接著傳送。

# Being let off an item, or given a later date.
relief-button = 免辦、延期
relief-due = 時限：{ $day }
relief-hint = 確實無法按期辦理的，可以申請免辦或延期，由管理員決定。
relief-hint-manager = 可以免辦，或者改到較晚的日期。理由會留存並告知責任人。
relief-hint-clerk = 免辦、延期由責任人本人申請，或由管理員直接決定。
relief-nobody = 目前沒有可以決定的管理員。申請先保留，有了管理員再處理。
relief-ask-excuse = 申請免辦
relief-ask-extension = 申請延期
relief-give-excuse = 免辦
relief-give-extension = 延期
relief-lift-excuse = 解除免辦
relief-lift-extension = 取消延期
relief-yes = 同意
relief-no = 不同意
relief-item-button = 看事項
relief-excuse-title = <b>免辦　{ $item }</b>
relief-extension-title = <b>延期　{ $item }</b>
relief-shift = { $before } → { $until }
relief-ask-until =
    <b>延期　{ $item }</b>
    現在的時限是{ $day }。延到哪一天？請點日期，或直接傳送。
relief-ask-reason = 請傳送理由，至少2個字。理由會告知管理員並留存。
relief-grant-reason = 請傳送理由，至少2個字。理由會留存。
relief-ask-answer = 為什麼不同意？請傳送理由，會告知申請人並留存：{ $item }
relief-end-excuse = { $item }不再免辦，仍須辦理，對嗎？
relief-end-extension = { $item }不再延期，恢復原來的時限，對嗎？
relief-end-yes = 是
relief-end-no = 不改
relief-asked-excuse = <b>申請免辦　{ $item }</b>
relief-asked-extension = <b>申請延期　{ $item }</b>
relief-who = { $seat }　{ $name }
relief-reason = 理由：{ $reason }
relief-state-asked-excuse = ·申請免辦，待管理員決定。理由：{ $reason }
relief-state-asked-extension = ·申請延期至{ $until }，待管理員決定。理由：{ $reason }
relief-state-granted-excuse = ·已免辦。理由：{ $reason }
relief-state-granted-extension = ·已延期至{ $until }。理由：{ $reason }
relief-state-refused-excuse = ·未同意免辦。理由：{ $reason }
relief-state-refused-extension = ·未同意延期至{ $until }。理由：{ $reason }
relief-state-ended-excuse = ·免辦已解除
relief-state-ended-extension = ·延期至{ $until }已取消
relief-news-granted-excuse = 已同意免辦：{ $item }。
relief-news-granted-extension = 已同意延期：{ $item }，最遲{ $until }。
relief-news-refused-excuse = 未同意免辦：{ $item }。理由：{ $reason }。仍按{ $due }辦理。
relief-news-refused-extension = 未同意延期：{ $item }。理由：{ $reason }。仍按{ $due }辦理。
relief-news-ended-excuse = 免辦已解除：{ $item }。請按{ $due }辦理。
relief-news-ended-extension = 延期已取消：{ $item }。請按{ $due }辦理。
refusal-own-entry = 登記人和責任人不能核實自己的登記，請由其他管理員或上級核實。
refusal-own-entry-nobody = 登記人和責任人不能核實自己的登記。目前沒有其他可核實的管理員，登記待核實，仍計為完成。

# Closing statements.
statement-title = <b>情況表　{ $period }</b>
statement-tree = { $organisation }及下級
statement-empty = 本期沒有事項，不出具情況表
statement-only-shown = 按月的數字僅供查看，情況表按季度、按年自動出具
statement-provisional = 未出具，{ $day }起自動出具
statement-provisional-until = 未出具，{ $day }至{ $until }分組織自動出具
statement-drawn = { $day }出具
statement-drawn-between = { $first }至{ $last }出具
statement-undrawn = 已出具{ $drawn }個組織，另有{ $undrawn }個未到出具日
statement-corrected = 有更正的組織：{ $count }
statement-sum = { $state } { $count }
statement-listed = <b>列入合計 { $count }</b>
statement-not-listed = 不列入 { $count }　全部 { $total }
statement-too-many = 事項較多，未出具的不在這裡彙總，請匯出 xlsx 查看。
statement-notes = 附註：補登 { $later }，待核實 { $waiting }，暫定 { $provisional }
statement-see = 看{ $state } { $count }
statement-correct = 出更正表
statement-changes = 更正紀錄
statement-before = ‹ 上一期
statement-after = 下一期 ›
statement-of-year = 全年
statement-of-quarter = 按季度
statement-places = 其他組織
statement-which = 看哪個組織的情況表？
statement-nowhere = 情況表和匯出供組織的管理員使用，您目前沒有管理的組織。
statement-list-title = <b>{ $state } { $count }</b>
statement-period = { $period }
statement-item = { $place } { $item }
statement-ask-draw =
    { $period }出具後有變動的，出一份更正表，寫明改了什麼和原因。
    第1號不改。現在出具嗎？
statement-draw-yes = 出具
statement-drawn-now = { $count ->
    [0] 沒有變動，不需更正。
   *[other] 已出具{ $count }份。
}
statement-changes-title = <b>更正　{ $period }</b>
statement-changes-none = 沒有更正。
statement-changes-note = 第1號不改。
statement-change = 第{ $number }號　{ $place }，{ $item }，{ $former }改為{ $state }（{ $reason }）
statement-change-added = 第{ $number }號　{ $place }，{ $item }，{ $state }（{ $reason }）
statement-news-title = <b>{ $period }情況表已出具</b>
statement-news-advice = 出具後不再改動，此後的變動另出更正表。
statement-open = 看情況表
change-entered-later = 補登
change-made-up = 補辦
change-withdrawn = 登記撤回或退回
change-excused = 免辦
change-relief-ended = 免辦或延期解除
change-extended = 延期
change-roster = 崗位或提醒情況有更正
change-applies = 是否適用有更正
change-added = 新增
change-held = { $reason }，{ $day }

# Self-assessment.
checklists-button = 自評
checked-title = <b>自評　{ $year }年</b>
checked-name = <b>{ $name }</b>
checked-line-yes = ✓ { $text }
checked-line-no = ✗ { $text }
checked-line-open = ○ { $text }
checked-hint = 點按一項填寫。上級管理員可以查看，並隨全年情況表匯出。
checked-none = 沒有適用於本組織的自評表。
checked-year = { $year }年
checked-point = <b>{ $text }</b>
checked-of = { $name }　{ $year }年
checked-nothing = 尚未填寫。
checked-state-yes = 達到（{ $name }）
checked-state-no = 未達到（{ $name }）
checked-state-open = 未填是否達到（{ $name }）
checked-add = 填說明、佐證
checked-see = 看佐證
checked-ask = { $text }（{ $year }年）：請傳送說明，或一張照片、一個檔案。
statement-waits = 其中{ $count }項可辦到{ $day }，有這類事項的組織等到其後第10個工作日出具
