## What `dutybot run` and `dutybot migrate` say on the terminal.

program-messenger = 本地信使已就緒（未設定 DUTYBOT_TOKEN）：{ $address }
program-messenger-hint = 請開啟網頁，選擇一個身分，傳送 /start。按 Ctrl-C 結束。
program-telegram = 已連接 Telegram，機器人為 @{ $username }。按 Ctrl-C 結束。
program-first-reading = 首次啟動，正在讀取內容包，請稍候……
program-port-taken = 連接埠 { $wanted } 已被占用，改用 { $taken }。
program-not-alone = 另一個 dutybot 正在使用 { $folder }。使用 SQLite 時只能執行一個，本程式將結束。
program-cannot-listen = 無法監聽 { $address }：{ $reason }
program-token-refused = Telegram 不接受此令牌，請核對 DUTYBOT_TOKEN（由 @BotFather 發放）。
program-ended = 已結束。
program-migrated = 資料庫已是最新版本。
program-bad-packs = 內容包存在以下問題：

## What `dutybot cluster` says.

cluster-starting = 正在啟動 PostgreSQL、本地信使和 { $count } 個副本，請稍候……
cluster-no-postgres = 無法啟動 PostgreSQL：{ $reason }
cluster-ready =
    已就緒。
    本地信使（充當 Telegram）：{ $messenger }
    反向代理（接收 webhook）：{ $proxy }
cluster-replica = 副本：{ $address }
cluster-hint = 請開啟本地信使的網頁傳送 /start；可用 kill -9 結束任一副本。按 Ctrl-C 全部結束，資料不保留。

## What `dutybot take-updates` says.

take-updates-no-token = 請先設定 DUTYBOT_TOKEN。
take-updates-failed = 未能接管：{ $reason }。
take-updates-done = 已接管。此前訊息發往：{ $before }
program-no-database = 資料庫無法使用：{ $reason }。請檢查 DUTYBOT_DATABASE_URL、資料庫伺服器和磁碟。

## What `dutybot demo` says.

demo-begins = 正在產生示例單位和一個多季度的紀錄，約需一分鐘……
demo-made = 已產生。請執行 dutybot run，開啟本地信使，以周敏的身分傳送 /board。
demo-already = 本地信使中已有組織，沒有產生。想重新開始，請換一個資料夾（DUTYBOT_DATA_DIR）。
demo-not-here = 示例只用於本地信使：請先去掉 DUTYBOT_TOKEN。
