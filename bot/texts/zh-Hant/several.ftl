# Several items entered for one day.
several-ask = <b>{ $day }辦了哪幾項？</b>
several-hint = 點按一項登記一項，可以連點。
several-which-day = 是哪一天辦的？
several-which-day-of =
    <b>{ $item }</b>
    是哪一天辦的？
several-other-day = 哪一天辦的？點日期，或者直接傳送，例如「{ $example }」「{ $words }」。
several-item = { $item }
several-overdue = { $item }（已逾期）
several-ticked = ✓ { $item }
several-entered = <b>{ $day }已登記 { $count }項</b>
several-none-entered = 好的，沒有登記。
several-already = 已登記
several-change-day = 換日期
several-finished = 好了
several-proof = 補充材料
several-withdraw = 撤回一項
several-ask-proof = 可傳送說明、照片、檔案，或填紀錄編號、出席和缺席人數；沒有可以不傳。
pick-source = 看哪一項的依據？
pick-later = 稍後再提醒哪一項？
pick-proof = 給哪一項補充材料？
pick-withdraw = 撤回哪一項的登記？
