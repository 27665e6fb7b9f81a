question-no-help-button = 没有帮助
question-noted = 已记下，供运维人员查看，不记录提问人。
question-too-old = 时间太久，请再问一次。
open-none = 目前没有待处理的问题。
open-title = <b>未能回答的问题</b>
open-line = { $number }. { $words }（{ $times }次）
open-more = 另有{ $count }个。
open-asked = <b>问法</b>
open-phrasing = “{ $words }”　{ $times }次，{ $why }
open-not-found = 没有查到
open-no-help = 没有帮助
open-point-button = 归入条目
open-write-button = 写答案
open-door-button = 不属收录范围
open-skip-button = 不处理
open-ask-clause = 这个问题该用哪一条回答？请发送条目编号，或几个关键词。
open-no-clause = 没有找到这一条。请发送条目编号，例如 E04。
open-ask-answer = 请发送答案，不超过1000字。
open-ask-source = 请发送出处，例如“主管部门2026年5月答复”。
open-point-to = “{ $words }”以后这样答：
open-stated =
    <b>{ $head }</b>
    { $text }
open-this-button = 就是这条
open-settled = 好的，已生效。
open-list-button = 其他问题
