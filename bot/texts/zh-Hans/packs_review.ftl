# dutybot packs import --confirm：在本机页面上逐条确认
review-open = 请在浏览器中打开（仅限本机，按Ctrl+C放弃）：{ $address }
review-hint = 更改后按“保存更改”重新读取；没看懂的和未选岗位的只保留原文，不安排提醒。确认前不写入。
review-how-often = 周期
review-save = 保存更改
review-as-text = 只保留原文
review-nothing = 没有可以确认的条目：每条都要有周期和责任岗位。
review-ended = 已确认{ $count }条，可以关闭本页。
review-taken = { $number }　{ $name }：{ $who }，{ $said }
review-written = 已把{ $count }条写入{ $folder }的clauses.yaml，其余保持原样。
review-left = 没有确认，草稿{ $folder }保持原样。
review-no-list = 草稿{ $folder }没有读出职责或责任岗位，不是职责清单，无法在页面上确认；草稿已保留。
review-unfinished = 草稿{ $folder }还有上述问题，修改后才能确认；草稿已保留。
review-no-json = --confirm与--json不能同时使用。
review-read-back = 更改过的已重新读取，请核对日期后再确认。
