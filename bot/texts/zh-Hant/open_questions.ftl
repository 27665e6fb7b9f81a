question-no-help-button = 沒有幫助
question-noted = 已記下，運維人員會看到；不記錄是誰問的。
question-too-old = 這條已經太久，請再問一次。
open-none = 目前沒有待處理的問題。
open-title = <b>沒有答上來的問題</b>
open-line = { $number }. { $words }（{ $times }次）
open-more = 另有{ $count }個。
open-asked = <b>這樣問過</b>
open-phrasing = 「{ $words }」　{ $times }次，{ $why }
open-not-found = 沒有查到
open-no-help = 答非所問
open-point-button = 歸到一條
open-write-button = 寫答案
open-door-button = 不在範圍
open-skip-button = 不處理
open-ask-clause = 這樣問的，該答哪一條？請傳送條目編號，或用幾個字說出來。
open-no-clause = 沒有找到這一條。請傳送條目編號，例如 E04。
open-ask-answer = 請寫答案，一千字以內。
open-ask-source = 出處是哪裡？例如「主管部門2026年5月答覆」。
open-point-to = 「{ $words }」以後這樣答：
open-stated =
    <b>{ $head }</b>
    { $text }
open-this-button = 就是這條
open-settled = 好的，從現在起生效。
open-list-button = 其他問題
