# Being forgotten: what is kept of somebody, and erasing it.
forget-title = <b>本机器人保存的您的信息</b>
forget-person = 姓名：{ $name }。另有语言、提醒时间等个人设置。
forget-count = · { $kind }：{ $count }条
forget-of-posts = 任职与管理
forget-of-entries = 完成登记与佐证
forget-of-requests = 申请、核实、邀请与导出
forget-of-arranged = 为组织所作的设置
forget-of-reminders = 收到的提醒
forget-of-practice = 练习
forget-of-chats = 近日与机器人的往来消息
forget-of-access = 日历地址与网页登录
forget-of-changes = 变更记录（只有编号）
forget-of-operating = 运维操作
forget-can = 可以先存成文件，也可以全部删除。
forget-file-button = 存成文件
forget-ask-button = 删除我的信息
forget-sure-button = 确认删除
forget-keep-button = 不删除
forget-file = 这是目前保存的您的全部信息。
forget-file-made = 导出时间
forget-file-person = 个人信息与设置
forget-ask = <b>确定要删除吗？</b>
forget-ask-for = <b>确定要删除{ $name }的信息吗？</b>
forget-goes = · { $whose ->
    [own] 您的姓名和账号
   *[other] 其姓名和账号
 }从各处删除，个人设置、练习、日历地址、登录和往来消息一并删除。
forget-leaves = · { $whose ->
    [own] 您担任的岗位即日卸任，空岗会通知管理员；
   *[other] 其担任的岗位即日卸任，空岗会通知管理员；
 }管理员和经办人身份、未决的申请一并取消。
forget-stays = · 完成登记、佐证和统计数字属于组织，予以保留，姓名改为“原任职人”。
forget-alone = · 以下组织将没有管理员，须由运维人员另行指定：{ $organisations }{ $more ->
    [True] 等
   *[other] {""}
 }。
forget-cannot = 有两处删不掉：已发到别人聊天里的消息；以前的数据库备份，要等被新备份覆盖。
forget-for-good = 删除后无法恢复。以后再来，就是新用户。
forget-done = 已删除。
forget-kept = 没有删除。
forget-nothing = 没有保存您的任何信息。
forget-unknown = 没有这个用户的信息。用法：/admin forget 用户编号，或 /admin forget 邮箱 姓名
