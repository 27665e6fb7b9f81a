# dutybot packs import --confirm：在本機頁面上逐條確認
review-open = 請在瀏覽器中開啟（僅限本機，按Ctrl+C放棄）：{ $address }
review-hint = 更改後按「儲存更改」重新讀取；沒看懂的和未選崗位的只保留原文，不安排提醒。確認前不寫入。
review-how-often = 週期
review-save = 儲存更改
review-as-text = 只保留原文
review-nothing = 沒有可以確認的條目：每條都要有週期和責任崗位。
review-ended = 已確認{ $count }條，可以關閉本頁。
review-taken = { $number }　{ $name }：{ $who }，{ $said }
review-written = 已把{ $count }條寫入{ $folder }的clauses.yaml，其餘保持原樣。
review-left = 沒有確認，草稿{ $folder }保持原樣。
review-no-list = 草稿{ $folder }沒有讀出職責或責任崗位，不是職責清單，無法在頁面上確認；草稿已保留。
review-unfinished = 草稿{ $folder }還有上述問題，修改後才能確認；草稿已保留。
review-no-json = --confirm與--json不能同時使用。
review-read-back = 更改過的已重新讀取，請核對日期後再確認。
