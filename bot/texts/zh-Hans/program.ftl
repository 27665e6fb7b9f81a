## What `dutybot run` and `dutybot migrate` say on the terminal.

program-messenger = 本地信使已就绪（未设置 DUTYBOT_TOKEN）：{ $address }
program-messenger-hint = 请打开网页，选择一个身份，发送 /start。按 Ctrl-C 结束。
program-telegram = 已连接 Telegram，机器人为 @{ $username }。按 Ctrl-C 结束。
program-first-reading = 首次启动，正在读取内容包，请稍候……
program-port-taken = 端口 { $wanted } 已被占用，改用 { $taken }。
program-not-alone = 另一个 dutybot 正在使用 { $folder }。使用 SQLite 时只能运行一个，本程序将退出。
program-cannot-listen = 无法监听 { $address }：{ $reason }
program-token-refused = Telegram 不接受此令牌，请核对 DUTYBOT_TOKEN（由 @BotFather 发放）。
program-ended = 已结束。
program-migrated = 数据库已是最新版本。
program-bad-packs = 内容包存在以下问题：

## What `dutybot cluster` says.

cluster-starting = 正在启动 PostgreSQL、本地信使和 { $count } 个副本，请稍候……
cluster-no-postgres = 无法启动 PostgreSQL：{ $reason }
cluster-ready =
    已就绪。
    本地信使（充当 Telegram）：{ $messenger }
    反向代理（接收 webhook）：{ $proxy }
cluster-replica = 副本：{ $address }
cluster-hint = 请打开本地信使的网页发送 /start；可用 kill -9 结束任一副本。按 Ctrl-C 全部结束，数据不保留。

## What `dutybot take-updates` says.

take-updates-no-token = 请先设置 DUTYBOT_TOKEN。
take-updates-failed = 未能接管：{ $reason }。
take-updates-done = 已接管。此前消息发往：{ $before }
program-no-database = 数据库无法使用：{ $reason }。请检查 DUTYBOT_DATABASE_URL、数据库服务器和磁盘。

## What `dutybot demo` says.

demo-begins = 正在生成示例单位和一个多季度的记录，约需一分钟……
demo-made = 已生成。请运行 dutybot run，打开本地信使，以周敏的身份发送 /board。
demo-already = 本地信使中已有组织，没有生成。想重新开始，请换一个数据文件夹（DUTYBOT_DATA_DIR）。
demo-not-here = 示例只用于本地信使：请先去掉 DUTYBOT_TOKEN。
