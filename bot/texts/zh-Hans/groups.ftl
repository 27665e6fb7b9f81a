group-greeting =
    大家好，我是履职提醒机器人。请兼任组织管理员的本群管理员发送 /register，把本群绑定到所在组织，之后我会在这里提醒该组织职责的进度。

    在群里提问请用 /ask，例如：
    /ask { $example-question }
group-bind-choose =
    请选择{ $where ->
        [topic] 本话题
       *[group] 本群
    }要绑定的组织：
group-bind-none = 绑定由兼任组织管理员的本群管理员办理。您还不是任何组织的管理员，请先在私聊中登记岗位。
group-bound =
    { $where ->
        [topic] 本话题
       *[group] 本群
    }已绑定到“{ $organisation }”，今后会在这里提醒该组织职责的进度。
group-already-bound =
    { $where ->
        [topic] 本话题
       *[group] 本群
    }现已绑定到“{ $organisation }”。更换绑定请选择：
group-status-bound =
    { $where ->
        [topic] 本话题
       *[group] 本群
    }绑定的组织：{ $organisation }
group-status-unbound =
    { $where ->
        [topic] 本话题
       *[group] 本群
    }尚未绑定组织。请兼任组织管理员的本群管理员发送 /register 绑定。
group-status-locale =
    { $where ->
        [topic] 本话题
       *[group] 本群
    }的语言：{ $language }
group-settings-title =
    <b>{ $where ->
        [topic] 本话题
       *[group] 本群
    }设置</b>
group-unbind = 解除绑定
group-unbind-ask =
    确定解除{ $where ->
        [topic] 本话题
       *[group] 本群
    }与“{ $organisation }”的绑定吗？解除后这里不再收到该组织的提醒。
group-unbind-yes = 解除
group-unbind-no = 不解除
group-unbound =
    已解除{ $where ->
        [topic] 本话题
       *[group] 本群
    }与“{ $organisation }”的绑定。
group-private-only = 个人的职责和登记只在私聊中显示。
group-foreign-button = 这个按钮属于发出命令的人。请您自己发送一次命令。
group-anonymous = 匿名管理员的身份无法核对。请关闭“匿名”，以本人身份再发送一次命令。
group-status-units = 消息里同时显示下级组织的数字。
group-units-show = 同时显示下级的数字
group-units-hide = 不再显示下级的数字
