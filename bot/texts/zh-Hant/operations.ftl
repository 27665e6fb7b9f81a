## 出現問題時告知運維人員的文字，以及 `/admin`、`dutybot hold` 和 `resume` 的文字。

alert-head = <b>dutybot</b>
alert-line = ⚠️ { $what }
alert-over = ✅ 已恢復：{ $what }
alert-detail = { $what }（{ $detail }）
alert-expired = 最近一天有 { $count } 條提醒未及發出即已過期，詳見日誌。
alert-unknown = 最近一天有 { $count } 條提醒無法確認是否送達，請向當事人核實。
alert-undeliverable = 最近一天有 { $count } 個使用者或群組無法送達：機器人已被封鎖或移出。
alert-overdue = 有 { $count } 條提醒逾時未發，請查看 /readyz 和日誌。
alert-stuck = 有 { $count } 條提醒滯留在發送途中，請重啟機器人。
alert-unplanned = 有 { $count } 條提醒結束時記錄不完整，請執行 dutybot doctor。
alert-inbox = 有 { $count } 條來信等待處理，最早的已等待超過兩分鐘。
alert-poison = 最近一天有 { $count } 條來信處理三次均失敗，已擱置，詳見日誌。
alert-pass-failed = 程式的一個環節連續失敗：{ $subject }，詳見日誌。
alert-held = 已暫停發送：{ $subject }。請先用 dutybot doctor 檢查，再執行 dutybot resume。
alert-clock = { $subject } 的時鐘不準，請校準並啟用 NTP 同步。
alert-conflict = 另有程式在使用本機器人的令牌。請停止該程式，或向 @BotFather 換發令牌。
alert-foreign-webhook = Telegram 正把訊息送往一個不屬於本機器人的地址。請查明是誰設定的；如有疑問，請換發令牌。
alert-forbidden = Telegram 拒絕本機器人，請核對 DUTYBOT_TOKEN 後重啟。
alert-database = 資料庫無法使用，恢復之前不會發送任何提醒。請檢查磁碟和資料庫服務。
alert-calendar = { $subject } 年的工作日安排尚未收錄。國務院辦公廳公布後，請更新程式。

hold-operator = 運維人員暫停
hold-restore = 恢復備份後暫停
hold-clock = 時鐘異常
hold-conflict = 另有程式使用同一令牌
hold-refusals = 大量聊天無法送達

admin-held = ⏸ 已暫停發送（{ $cause }，自 { $since } 起）。{ $reason }
admin-sending = ▶️ 正常發送中。
admin-waiting = 待發 { $due } 條，待處理來信 { $updates } 條。
admin-roots = 待確認的新組織：{ $count }個，請傳送 /admin roots。
admin-no-alerts = 目前沒有告警。
admin-hint = /admin hold（原因）· /admin resume · /admin requeue 小時數 · /admin unbind（群組編號）· /admin roots
admin-now-held = ⏸ 已暫停發送；計劃和答覆照常進行。
admin-held-already = 運維人員已暫停發送。
admin-resumed = ▶️ 已恢復發送。
admin-not-held = 目前沒有暫停。
requeue-done = 已重新排入 { $notices } 條提醒；恢復可送達：{ $persons } 人，{ $groups } 個群。
admin-requeue-usage = 用法：/admin requeue 小時數，例如 /admin requeue 6，重新發送這段時間內未能送達的提醒。
admin-unbound = 已解除「{ $group }」與「{ $organisation }」的綁定。
admin-not-bound = 「{ $group }」沒有綁定組織。
admin-unbind-usage = 解除綁定：在群組裡傳送 /admin unbind，或在這裡傳送 /admin unbind 群組編號。已綁定的群組（新綁定的在前）：
admin-unbind-none = 目前沒有已綁定的群組。
admin-bound-group = <code>{ $id }</code> { $group }：{ $organisation }
