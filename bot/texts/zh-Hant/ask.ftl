## `dutybot ask` on the terminal.

ask-what = 請寫上問題，或者用 --batch 給出問題檔案，兩者只能選一個。
ask-unknown-post = 沒有名為「{ $post }」的崗位。可選：{ $known }。
ask-unreadable = 無法讀取 { $file }：{ $reason }
ask-not-utf8 = { $file } 不是 UTF-8 編碼的文字。
ask-bad-line = 第{ $line }行：{ $reason }
ask-line-no-json = 不是有效的 JSON。
ask-line-no-object = 應當是一個 JSON 物件。
ask-line-no-id = 缺少 "id"，應當是文字或者整數。
ask-line-no-question = 缺少 "question"，應當是文字。
ask-line-bad-previous = "previous" 應當是文字。
