register-title = <b>登记岗位</b>
register-body = 您所在的{ $organisation-kind }属于哪一类？
register-search =
    您所在的是哪一个{ $body }？
    请发送全称，我先查有没有人登记过；没有的，可以新建。
    您已登记的组织及其上级、同级、下级，发送名称中的两个字以上也能查到。
register-new = 新建组织
register-new-named = 新建“{ $name }”
register-too-short = 太短了，请至少发送名称中的两个字。
register-found = 按“{ $text }”查到的{ $body }如下，请核对后选择；都不是的，可以新建。
register-found-none = 没有查到名为“{ $text }”的{ $body }。请发送全称再查一次，也可以新建。
organisation-kind = { $body }，{ $level }
register-organisation = { $number }. { $name }
register-organisation-of-level = { $number }. { $name }（{ $level }）
register-hit = { $number }. { $name }（上级：{ $parent }；管理员：{ $managers }）
register-hit-waiting = { $number }. { $name }（上级：{ $parent }；管理员：{ $managers }；待确认，目前只有您能看到）
register-no-parent = 无
register-no-manager = 暂无
register-name = 请发送这个{ $body }的全称，例如“{ $unit-example }{ $body }”。
register-level = “{ $name }”属于哪一级{ $unit-kind }？
register-acting = “{ $name }”所在单位设有{ $absent }吗？
register-acting-exists = 设有
register-acting-absent = 未设，由本{ $own }承担其职责
register-parent =
    “{ $name }”的{ $parent-kind }是哪一个？
    请发送其全称；没有或者暂不确定的，可以跳过。
register-parent-found = 按“{ $text }”查到的组织如下，请核对后选择上级；都不是的，可以换个写法再发一次，或者跳过。
register-parent-found-none = 没有查到名为“{ $text }”的组织。请发送全称再查一次，或者跳过。
register-parent-skip = 跳过
register-post = 您在“{ $name }”担任什么职务？
register-use-buttons = 这一步请点按钮选择。不想继续的，发送 /cancel 取消。
register-expired = 这次登记已经中断，请发送 /register 重新开始。

register-done =
    <b>登记完成</b>
    { $post }，{ $organisation }
register-manager = 您是该组织的首位登记人，同时担任管理员：可以审核其他人的登记申请，也可以把群绑定到本组织。
register-parent-asked = 已请“{ $parent }”的管理员确认上下级关系，同意后生效。
register-waits = 新建的组织须经机器人的运维人员确认，结果会在这里通知您。确认之前只有您能看到，但不影响您使用。
register-acts-for = 本单位未设{ $absent }，其职责由本{ $own }承担，已一并列入。
register-count = 本岗位共有{ $count }项职责。
register-next = 下一次提醒：{ $day }。
register-next-none = 近期没有需要定时提醒的事项。
register-requested =
    <b>申请已提交</b>
    { $post }，{ $organisation }

    该组织已有管理员，同意后即登记生效，结果会在这里通知您。
register-another = 再登记一个岗位

posts-title = <b>我的岗位</b>
posts-hint = 点岗位可以变更或退出。
posts-none = 您还没有登记岗位。
posts-button = { $post }，{ $organisation }
post-screen =
    <b>{ $post }</b>
    { $organisation }（{ $kind }）
    登记日期：{ $start }
post-term = 本届起始日期：{ $day }
post-term-unknown = 本届起始日期：未填写。填写后才能提醒换届等任期内的职责。
post-change = 变更岗位
post-leave = 退出岗位
post-term-button = 填写本届起始日期
post-change-ask = 您现在是“{ $organisation }”的{ $post }，要变更为哪个岗位？
post-change-none = “{ $organisation }”没有其他岗位可选。
post-leave-ask =
    确定退出“{ $organisation }”的{ $post }岗位吗？
    退出后不再收到这个岗位的提醒，已登记的办理情况仍会保留。
post-leave-yes = 退出
post-leave-no = 不退出
post-left = 已退出“{ $organisation }”的{ $post }岗位。
term-ask =
    “{ $organisation }”本届从哪一天算起？
    请发送日期，例如“{ $example }”。
term-read = { $organisation }本届起始日期：
term-set = 已记下：“{ $organisation }”本届自{ $day }起。任期内的职责将据此提醒。
