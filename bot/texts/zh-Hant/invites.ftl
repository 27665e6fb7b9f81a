invites-button = 邀請
invites-title = <b>邀請</b>
invites-one-title = <b>邀請</b>
invites-new-title = <b>新邀請</b>
invites-none = 目前沒有有效的邀請。
invites-line = { $post }　{ $whom }，{ $day }前有效
invites-label = { $post }　{ $whom }
invites-more = 另有{ $count }個更早的邀請。
invites-new = 新邀請
invites-which = 邀請擔任哪個崗位？
invites-any-post = 由本人選擇
invites-post = 崗位：{ $post }
invites-for = 對象：{ $whom }
invites-until = 有效期至：{ $day }
invites-uses = 已使用：{ $count }人
invites-moment = { $day }{ $time }
invites-many = 多人可用
invites-anyone = 限1人
invites-whom = 給誰用？有效期可以點按下面更改。
invites-whom-one = 指定一人，點開即登記
invites-whom-one-asked = 指定一人，登記後審核
invites-whom-many = 多人可用，逐個審核
invites-days = { $chosen ->
    [True] ✓ { $days ->
        [3] 72小時
       *[other] { $days }天
    }
   *[False] { $days ->
        [3] 72小時
       *[other] { $days }天
    }
}
invites-ask-name = 請傳送被邀請人的姓名，例如「張偉」。
invites-nameless = 不寫姓名
invites-revoke = 撤銷邀請
invites-revoked = 已撤銷，不能再用。
invites-expired = 已過期，不能再用。
invites-used = 已使用，不能再用。
invite-dear = { $name }，您好：
invite-please = 請登記為{ $seat }，今後按時收到職責提醒。
invite-please-any = 請到{ $organisation }登記崗位，今後按時收到職責提醒。
invite-from = 自{ $day }起任職。
invite-link = 掃描 QR 碼，或點開連結：{ $link }
invite-code = 也可以向 @{ $bot } 傳送：<code>{ $code }</code>
invite-once = 限本人使用1次，{ $day }前有效。
invite-each = { $day }前有效，登記後由管理員審核。
invite-otherwise = 不便使用的，可由經辦人代錄。
invite-made = 邀請已產生，請轉發上面這則訊息。連結和邀請碼只顯示這一次。
invitation-title = <b>邀請</b>
invitation-post = 邀請您登記為{ $seat }。
invitation-any = 邀請您到{ $organisation }登記崗位。您擔任哪個崗位？
invitation-from = 自{ $day }起任職。
invitation-decided = 登記後由管理員審核。
invitation-accept = 登記
invitation-taken-later = 登記完成。自{ $day }起，您任{ $seat }，屆時開始提醒。
invite-code-print = 也可以向 @{ $bot } 傳送：{ $code }
