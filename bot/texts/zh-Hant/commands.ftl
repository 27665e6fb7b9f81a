# What each command does, in menus and in /help: one line of at most 256 characters, without markup.
command-ask = 提問，也可以不用指令直接傳送，例如：{ $example-question }
command-ask-group = 提問，例如：/ask { $example-question }
command-myduties = 我的職責、時限和進度
command-myduties-group = 我的職責（在私訊中查看）
command-done = 登記已完成的職責
command-board = 履職看板：誰有逾期、臨期的事項（管理員）
command-board-group = 本群組所在組織的履職情況（只有數字）
command-org = 組織：崗位、任職人和空缺（管理員）
command-events = { $example-events ->
    [none] 重要事件的日期；單位情況
   *[other] 重要事件的日期，如{ $example-events }；單位情況
}
command-export = 情況表，匯出 xlsx、docx、csv（管理員）
command-clause = 查看條文，例如：/clause { $example-topic }
command-register = 登記、變更或退出崗位
command-register-group = 把本群組綁定到所在組織（須同時是本群組和組織的管理員）
command-quiz = 自測：一次一題
command-quiz-group = 給本群組出一題
command-study = 每日一條，可隨時停
command-calendar = 日曆檔和訂閱網址
command-settings = 語言和勿擾時段
command-settings-group = 本群組的語言和綁定
command-start = 我的崗位和辦理情況
command-help = 使用說明
command-cancel = 取消正在進行的操作
command-admin = 查看運作情況，暫停或恢復發送，確認新組織

cancelled = 已取消。
nothing-to-cancel = 現在沒有正在進行的操作。
unknown-command = 沒有這個指令。傳送 /help 可以查看全部指令。
only-text = 目前只能看文字、照片和檔案，請寫成文字傳給我。
command-handover = 交接崗位
command-forgetme = 查看或刪除我的資訊
