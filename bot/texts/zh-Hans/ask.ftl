## `dutybot ask` on the terminal.

ask-what = 请写上问题，或者用 --batch 给出问题文件，两者只能选一个。
ask-unknown-post = 没有名为“{ $post }”的岗位。可选：{ $known }。
ask-unreadable = 无法读取 { $file }：{ $reason }
ask-not-utf8 = { $file } 不是 UTF-8 编码的文本。
ask-bad-line = 第{ $line }行：{ $reason }
ask-line-no-json = 不是有效的 JSON。
ask-line-no-object = 应当是一个 JSON 对象。
ask-line-no-id = 缺少 "id"，应当是文字或者整数。
ask-line-no-question = 缺少 "question"，应当是文字。
ask-line-bad-previous = "previous" 应当是文字。
