# Being forgotten: what is kept of somebody, and erasing it.
forget-title = <b>本機器人保存的您的資訊</b>
forget-person = 姓名：{ $name }。另有語言、提醒時間等個人設定。
forget-count = · { $kind }：{ $count }條
forget-of-posts = 任職與管理
forget-of-entries = 完成登記與佐證
forget-of-requests = 申請、核實、邀請與匯出
forget-of-arranged = 為組織所作的設定
forget-of-reminders = 收到的提醒
forget-of-practice = 練習
forget-of-chats = 近日與機器人的往來訊息
forget-of-access = 日曆網址與網頁登入
forget-of-changes = 變更記錄（只有編號）
forget-of-operating = 運維操作
forget-can = 可以先存成檔案，也可以全部刪除。
forget-file-button = 存成檔案
forget-ask-button = 刪除我的資訊
forget-sure-button = 確認刪除
forget-keep-button = 不刪除
forget-file = 這是目前保存的您的全部資訊。
forget-file-made = 匯出時間
forget-file-person = 個人資訊與設定
forget-ask = <b>確定要刪除嗎？</b>
forget-ask-for = <b>確定要刪除{ $name }的資訊嗎？</b>
forget-goes = · { $whose ->
    [own] 您的姓名和帳號
   *[other] 其姓名和帳號
 }從各處刪除，個人設定、練習、日曆網址、登入和往來訊息一併刪除。
forget-leaves = · { $whose ->
    [own] 您擔任的崗位即日卸任，空崗會通知管理員；
   *[other] 其擔任的崗位即日卸任，空崗會通知管理員；
 }管理員和經辦人身分、未決的申請一併取消。
forget-stays = · 完成登記、佐證和統計數字屬於組織，予以保留，姓名改為「原任職人」。
forget-alone = · 以下組織將沒有管理員，須由運維人員另行指定：{ $organisations }{ $more ->
    [True] 等
   *[other] {""}
 }。
forget-cannot = 有兩處刪不掉：已發到別人聊天裡的訊息；以前的資料庫備份，要等被新備份覆蓋。
forget-for-good = 刪除後無法恢復。以後再來，就是新使用者。
forget-done = 已刪除。
forget-kept = 沒有刪除。
forget-nothing = 沒有保存您的任何資訊。
forget-unknown = 沒有這個使用者的資訊。用法：/admin forget 使用者編號，或 /admin forget 信箱 姓名
