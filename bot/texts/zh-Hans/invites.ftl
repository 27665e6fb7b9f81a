invites-button = 邀请
invites-title = <b>邀请</b>
invites-one-title = <b>邀请</b>
invites-new-title = <b>新邀请</b>
invites-none = 目前没有有效的邀请。
invites-line = { $post }　{ $whom }，{ $day }前有效
invites-label = { $post }　{ $whom }
invites-more = 另有{ $count }个更早的邀请。
invites-new = 新邀请
invites-which = 邀请担任哪个岗位？
invites-any-post = 由本人选择
invites-post = 岗位：{ $post }
invites-for = 对象：{ $whom }
invites-until = 有效期至：{ $day }
invites-uses = 已使用：{ $count }人
invites-moment = { $day }{ $time }
invites-many = 多人可用
invites-anyone = 限1人
invites-whom = 给谁用？有效期可以点下面更改。
invites-whom-one = 指定一人，点开即登记
invites-whom-one-asked = 指定一人，登记后审核
invites-whom-many = 多人可用，逐个审核
invites-days = { $chosen ->
    [True] ✓ { $days ->
        [3] 72小时
       *[other] { $days }天
    }
   *[False] { $days ->
        [3] 72小时
       *[other] { $days }天
    }
}
invites-ask-name = 请发送被邀请人的姓名，例如“张伟”。
invites-nameless = 不写姓名
invites-revoke = 撤销邀请
invites-revoked = 已撤销，不能再用。
invites-expired = 已过期，不能再用。
invites-used = 已使用，不能再用。
invite-dear = { $name }，您好：
invite-please = 请登记为{ $seat }，今后按时收到职责提醒。
invite-please-any = 请到{ $organisation }登记岗位，今后按时收到职责提醒。
invite-from = 自{ $day }起任职。
invite-link = 扫二维码，或点开链接：{ $link }
invite-code = 也可以向 @{ $bot } 发送：<code>{ $code }</code>
invite-once = 限本人使用1次，{ $day }前有效。
invite-each = { $day }前有效，登记后由管理员审核。
invite-otherwise = 不便使用的，可由经办人代录。
invite-made = 邀请已生成，请转发上面这条消息。链接和邀请码只显示这一次。
invitation-title = <b>邀请</b>
invitation-post = 邀请您登记为{ $seat }。
invitation-any = 邀请您到{ $organisation }登记岗位。您担任哪个岗位？
invitation-from = 自{ $day }起任职。
invitation-decided = 登记后由管理员审核。
invitation-accept = 登记
invitation-taken-later = 登记完成。自{ $day }起，您任{ $seat }，届时开始提醒。
invite-code-print = 也可以向 @{ $bot } 发送：{ $code }
