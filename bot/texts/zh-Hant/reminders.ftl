# The message that is pushed; its last line is the reference code.
reminder-title = <b>職責提醒　{ $count }項</b>
reminder-asked = 按您的要求再次提醒
reminder-moved = 放假安排已公布，時限有調整
reminder-moved-from = { $item }：原為{ $day }
reminder-repeated = <i>重複提醒，同一事項</i>
reminder-see-above = <i>同一提醒，請以上面那則為準。</i>
reminder-reference = 編號：<code>{ $code }</code>
reminder-later-button = ⏰ 稍後
reminder-why-button = 📖 依據

reminder-group-title = <b>{ $organisation }的職責進度</b>
reminder-group-advice = 辦理後，請責任人點下面的按鈕登記。
reminder-robot-advice = 辦理後，請責任人點下面的連結登記。
reminder-group-button = 登記 { $item }

later-ask =
    <b>{ $item }</b>
    什麼時候再提醒您？
later-ask-several = 什麼時候再提醒這{ $count }項？
later-hours = { $hours }小時後
later-tomorrow = 明天
later-only-one = 只延後其中一項
later-other = 選日期
later-type-day =
    <b>{ $duty }</b>
    哪一天再提醒？點日期，或直接傳送，例如「{ $example }」，最遲{ $latest }。
later-read = 再提醒：{ $duty }
later-set = 好的，{ $day }{ $time }再提醒您：{ $duty }。
later-today = 好的，今天{ $time }再提醒您：
later-day = 好的，{ $day }{ $time }再提醒您：
later-quiet = { $time }在您的勿擾時段（{ $start }至{ $end }）之內，改到結束時提醒。
later-too-late = 時限就在眼前，不能再延後：
later-no-day = 時限就在眼前（{ $due }），不能再延後提醒了。

join-title = <b>登記申請</b>
join-asks-post = { $requester }申請登記為「{ $organisation }」的{ $post }。
join-asks-post-from = { $requester }申請登記為「{ $organisation }」的{ $post }，按交接自{ $day }起任職。
join-asks-child = { $requester }申請把「{ $child }」列為「{ $organisation }」的下級組織。
join-check = 請核實後處理。
join-digest-title = <b>待處理的申請</b>（{ $count }份）
join-digest-line = { $number }. { $asks }
join-digest-hint = 請點按編號，逐份核實後處理。
join-mute = 不再提醒此人申請
join-block = 不再接收此人申請
join-block-ask = 確定不再接收{ $requester }的申請嗎？其現有申請中由您處理的將一併謝絕，今後的申請也不再受理。
join-muted = 今後{ $requester }的申請不再提醒您。
join-blocked = 已不再接收{ $requester }的申請。
join-hear-muted = 恢復提醒
join-hear-blocked = 恢復接收
join-approve = 同意
join-decline = 謝絕
join-approved-post = 您登記為「{ $organisation }」{ $post }的申請已獲同意。傳送 /myduties 查看職責和時限。
join-declined-post = 您登記為「{ $organisation }」{ $post }的申請未獲同意。如有疑問，請與該組織的管理員聯絡。
join-approved-child = 「{ $child }」已列為「{ $organisation }」的下級組織。
join-declined-child = 把「{ $child }」列為「{ $organisation }」下級組織的申請未獲同意。如有疑問，請與該組織的管理員聯絡。
join-decided-approved = 已同意{ $requester }的申請，結果已通知本人。
join-decided-declined = 已謝絕{ $requester }的申請，結果已通知本人。

root-title = <b>新組織待確認</b>
root-asks = { $requester }新增了「{ $organisation }」（{ $kind }）。
root-alike = 已有名稱相近的組織：{ $names }
root-check = 請核實後處理；確認之前，其他人看不到這個組織。
root-approve = 確認
root-decline = 不予確認
root-approved = 「{ $organisation }」已經確認，其他人可以查到並申請加入。
root-declined = 「{ $organisation }」未獲確認，仍只有您能看到。如有疑問，請與機器人的運維人員聯絡。
root-decided-approved = 已確認，結果已通知{ $requester }。
root-decided-declined = 未予確認，結果已通知{ $requester }。
root-none = 沒有待確認的組織。
units-title = <b>下級組織 { $count }個</b>
units-apart = { $red }　{ $yellow }
units-counts = { $red ->
    [0] 🟡{ $yellow }
   *[other] { $yellow ->
        [0] 🔴{ $red }
       *[other] 🔴{ $red } 🟡{ $yellow }
    }
 }
units-line = 　{ $name }　{ $counts }
units-more = 　另有{ $count }個有逾期或臨期的
units-none = 下級組織 { $count }個，均無逾期、臨期事項。
