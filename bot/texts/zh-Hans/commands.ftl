# The command menu (at most 256 characters each) and the buttons that many screens share.
menu-myduties = 我的职责和期限
menu-done = 登记已完成的职责
menu-register = 登记岗位、变更岗位
menu-ask = 提问，例如：/ask 党员大会多久开一次
menu-clause = 查看条文
menu-settings = 语言和免打扰时间
menu-help = 使用说明
menu-cancel = 取消正在进行的操作
menu-register-group = 把本群绑定到所在组织
menu-settings-group = 本群的语言和绑定
menu-myduties-group = 我的职责（在私聊中查看）

button-back = ‹ 返回
button-cancel = 取消
button-register = 登记岗位
button-my-duties = 我的职责
button-private = 在私聊中打开

cancelled = 已取消。
nothing-to-cancel = 现在没有正在进行的操作。
unknown-command = 没有这个命令。发送 /help 可以查看全部命令。
only-text = 这里只能识别文字。佐证照片和文件，请先在 /myduties 里打开相应职责，点“已完成”后再发送。
