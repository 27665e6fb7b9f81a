question-no-help-button = 没有帮助
question-noted = 已记下，运维人员会看到；不记录是谁问的。
question-too-old = 这条已经太久，请再问一次。
open-none = 目前没有待处理的问题。
open-title = <b>没有答上来的问题</b>
open-line = { $number }. { $words }（{ $times }次）
open-more = 另有{ $count }个。
open-asked = <b>这样问过</b>
open-phrasing = “{ $words }”　{ $times }次，{ $why }
open-not-found = 没有查到
open-no-help = 答非所问
open-point-button = 归到一条
open-write-button = 写答案
open-door-button = 不在范围
open-skip-button = 不处理
open-ask-clause = 这样问的，该答哪一条？请发送条目编号，或用几个字说出来。
open-no-clause = 没有找到这一条。请发送条目编号，例如 E04。
open-ask-answer = 请写答案，一千字以内。
open-ask-source = 出处是哪里？例如“主管部门2026年5月答复”。
open-point-to = “{ $words }”以后这样答：
open-stated =
    <b>{ $head }</b>
    { $text }
open-this-button = 就是这条
open-settled = 好的，从现在起生效。
open-list-button = 其他问题
