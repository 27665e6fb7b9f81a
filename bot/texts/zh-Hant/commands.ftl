# The command menu (at most 256 characters each) and the buttons that many screens share.
menu-myduties = 我的職責和期限
menu-done = 登記已完成的職責
menu-register = 登記崗位、變更崗位
menu-ask = 提問，例如：/ask 黨員大會多久開一次
menu-clause = 查看條文
menu-settings = 語言和勿擾時段
menu-help = 使用說明
menu-cancel = 取消正在進行的操作
menu-register-group = 把本群組綁定到所在組織
menu-settings-group = 本群組的語言和綁定
menu-myduties-group = 我的職責（在私訊中查看）

button-back = ‹ 返回
button-cancel = 取消
button-register = 登記崗位
button-my-duties = 我的職責
button-private = 在私訊中開啟

cancelled = 已取消。
nothing-to-cancel = 現在沒有正在進行的操作。
unknown-command = 沒有這個指令。傳送 /help 可以查看全部指令。
only-text = 這裡只能識別文字。佐證照片和檔案，請先在 /myduties 裡開啟相應職責，點按「已完成」後再傳送。
