# What each command does, in menus and in /help: one line of at most 256 characters, without markup.
command-ask = 提问，也可以不用命令直接发送，例如：{ $example-question }
command-ask-group = 提问，例如：/ask { $example-question }
command-myduties = 我的职责、时限和进度
command-myduties-group = 我的职责（在私聊中查看）
command-done = 登记已完成的职责
command-board = 履职看板：谁有逾期、临期的事项（管理员）
command-board-group = 本群所在组织的履职情况（只有数字）
command-org = 组织：岗位、任职人和空缺（管理员）
command-events = { $example-events ->
    [none] 重要事件的日期；单位情况
   *[other] 重要事件的日期，如{ $example-events }；单位情况
}
command-export = 情况表，导出 xlsx、docx、csv（管理员）
command-clause = 查看条文，例如：/clause { $example-topic }
command-register = 登记、变更或退出岗位
command-register-group = 把本群绑定到所在组织（须同时是本群和组织的管理员）
command-quiz = 自测：一次一题
command-quiz-group = 给本群出一题
command-study = 每日一条，可随时停
command-calendar = 日历文件和订阅地址
command-settings = 语言和免打扰时间
command-settings-group = 本群的语言和绑定
command-start = 我的岗位和办理情况
command-help = 使用说明
command-cancel = 取消正在进行的操作
command-admin = 查看运行情况，暂停或恢复发送，确认新组织

cancelled = 已取消。
nothing-to-cancel = 现在没有正在进行的操作。
unknown-command = 没有这个命令。发送 /help 可以查看全部命令。
only-text = 目前只能看文字、照片和文件，请写成文字发给我。
command-handover = 交接岗位
command-forgetme = 查看或删除我的信息
