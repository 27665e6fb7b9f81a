# The message that is pushed; its last line is the reference code.
reminder-title = <b>職責提醒</b>{ $stage }
reminder-title-many = <b>職責提醒</b>{ $stage }：您有{ $count }項職責
reminder-stage = （{ $stage }）
reminder-repeated = <i>重複提醒，同一事項</i>
reminder-see-above = <i>同一提醒，請以上面那則為準。</i>
reminder-stage-start = 本期開始
reminder-stage-workdays =
    { $days ->
        [1] 還有1個工作日
       *[other] 還有{ $days }個工作日
    }
reminder-stage-days = 還有{ $days }天
reminder-stage-today = 今天到期
reminder-stage-overdue = 已逾期
reminder-stage-later = 按您的要求再次提醒
reminder-duty = <b>{ $duty }</b>
reminder-duty-numbered = <b>{ $number }. { $duty }</b>{ $stage }
reminder-owner = { $post }，{ $organisation }
reminder-owed = { $period }還需{ $remaining }次，最遲{ $due }
reminder-owed-confirm = { $period }尚未登記，最遲{ $due }
reminder-owed-overdue = { $period }還差{ $remaining }次，期限是{ $due }
reminder-owed-confirm-overdue = { $period }尚未登記，期限是{ $due }
reminder-overdue-advice = 如已按期辦理，請補登完成日期；尚未辦理的，請盡快安排。
reminder-source = 依據：{ $source }
reminder-more = 另有{ $count }項，請傳送 /myduties 查看。
reminder-reference = 編號：<code>{ $code }</code>
reminder-done-button = ✅ 已完成
reminder-later-button = ⏰ 稍後提醒
reminder-why-button = 📖 依據
reminder-done-numbered = ✅ { $number } 已完成
reminder-later-numbered = ⏰ { $number } 稍後
reminder-why-numbered = 📖 { $number } 依據

reminder-group-title = <b>{ $organisation }</b>的職責進度{ $stage }
reminder-group-progress = { $period }已完成{ $completed }/{ $needed }，最遲{ $due }
reminder-group-overdue = { $period }已完成{ $completed }/{ $needed }，期限是{ $due }
reminder-group-advice = 辦理後，請責任人點按下面的按鈕登記。
reminder-group-button = 我來登記
reminder-group-numbered = { $number } 登記

later-ask =
    <b>{ $duty }</b>
    什麼時候再提醒您？
later-tomorrow = 明天（{ $day }）
later-week = 下週（{ $day }）
later-other = 選日期
later-type-day =
    <b>{ $duty }</b>
    請傳送再次提醒的日期，例如「{ $example }」，最遲{ $latest }。
later-set = 好的，{ $day }09:00再提醒您：{ $duty }。
later-no-day = 期限就在眼前（{ $due }），不能再延後提醒了。

join-title = <b>登記申請</b>
join-asks-post = { $requester }申請登記為「{ $organisation }」的{ $post }。
join-asks-child = { $requester }申請把「{ $child }」列為「{ $organisation }」的下級組織。
join-check = 請核實後處理。
join-digest-title = <b>登記申請</b>（{ $count }份）
join-digest-line = { $number }. { $asks }
join-digest-hint = 請點按編號逐份核實處理。
join-mute = 不再提醒此人的申請
join-block = 不再接收此人的申請
join-block-ask = 確定不再接收{ $requester }的申請嗎？由您處理的申請將一併謝絕，今後的也不再受理。
join-muted = 今後不再提醒您{ $requester }的申請。
join-blocked = 已不再接收{ $requester }的申請。
join-hear-muted = 恢復提醒
join-hear-blocked = 恢復接收
join-approve = 同意
join-decline = 謝絕
join-approved-post = 您登記為「{ $organisation }」{ $post }的申請已獲同意。傳送 /myduties 查看職責和期限。
join-declined-post = 您登記為「{ $organisation }」{ $post }的申請未獲同意。如有疑問，請與該組織的管理員聯絡。
join-approved-child = 「{ $child }」已列為「{ $organisation }」的下級組織。
join-declined-child = 把「{ $child }」列為「{ $organisation }」下級組織的申請未獲同意。如有疑問，請與該組織的管理員聯絡。
join-decided-approved = 已同意{ $requester }的申請，結果已通知本人。
join-decided-declined = 已謝絕{ $requester }的申請，結果已通知本人。

root-title = <b>新組織待確認</b>
root-asks = { $requester }新增了「{ $organisation }」（{ $body }，{ $level }）。
root-alike = 已有名稱相近的組織：{ $names }
root-check = 請核實後確認；確認之前，其他人看不到它。
root-approve = 確認
root-decline = 不予確認
root-approved = 「{ $organisation }」已經確認，其他人可以查到它並申請加入。
root-declined = 「{ $organisation }」未獲確認，仍只有您能看到。如有疑問，請與機器人的運維人員聯絡。
root-decided-approved = 已確認，結果已通知{ $requester }。
root-decided-declined = 未予確認，結果已通知{ $requester }。
root-none = 沒有待確認的組織。
