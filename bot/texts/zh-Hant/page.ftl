# The board in the browser.
page-units = 組織
page-skip = 跳到看板
page-choose-unit = 選擇組織
page-list = 事項
page-year = 全年表
page-period = 期間
page-duty = 職責
page-all-duties = 全部職責
page-find = 尋找
page-find-what = 尋找責任人、組織或事項
page-more = 更多
page-picture = 圖片（淺色）
page-picture-dark = 圖片（深色）
page-picture-year = 全年表圖片
page-print = 列印本頁
page-leave = 登出
page-left = 已登出。需要再看的，請在聊天中點按「網頁」。
page-short-b = 免辦等
page-to-confirm = 待核實
page-close = 關閉
page-entries = 登記
page-story = 經過
page-empty = 這個期間沒有事項。
page-found-none = 沒有符合條件的事項。
page-all = 全部
page-total = 合計
page-filter = 按狀態篩選
page-vacant-posts = 崗位空缺
page-open-duties = 展開職責
page-legend = 圖例
page-failed = 暫時讀不到資料，請稍後再試。
page-first = 先列300項，其餘請選下級組織或期間查看。
page-link =
    開啟看板網頁
    連結10分鐘內有效，只能用一次，請勿轉發。
    開啟後可用一天；不再擔任管理員的，隨即失效。
page-link-button = 開啟網頁
page-app-button = 在這裡開啟
page-no-address =
    網頁尚未開通，看板的文字和圖片照常可看。
    需要網頁的，請運維人員設定 DUTYBOT_PUBLIC_URL（對外的 https 網址），然後重新啟動。
page-export-xlsx = 匯出 xlsx
page-export-docx = 匯出 docx
page-export-csv = 匯出 csv
page-file-asked = 正在準備檔案，好了會傳到您與機器人的私聊。
