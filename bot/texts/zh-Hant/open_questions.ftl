question-no-help-button = 沒有幫助
question-noted = 已記下，供運維人員查看，不記錄提問人。
question-too-old = 時間太久，請再問一次。
open-none = 目前沒有待處理的問題。
open-title = <b>未能回答的問題</b>
open-line = { $number }. { $words }（{ $times }次）
open-more = 另有{ $count }個。
open-asked = <b>問法</b>
open-phrasing = 「{ $words }」　{ $times }次，{ $why }
open-not-found = 沒有查到
open-no-help = 沒有幫助
open-point-button = 歸入條目
open-write-button = 寫答案
open-door-button = 不屬收錄範圍
open-skip-button = 不處理
open-ask-clause = 這個問題該用哪一條回答？請傳送條目編號，或幾個關鍵詞。
open-no-clause = 沒有找到這一條。請傳送條目編號，例如 E04。
open-ask-answer = 請傳送答案，不超過1000字。
open-ask-source = 請傳送出處，例如「主管部門2026年5月答覆」。
open-point-to = 「{ $words }」以後這樣答：
open-stated =
    <b>{ $head }</b>
    { $text }
open-this-button = 就是這條
open-settled = 好的，已生效。
open-list-button = 其他問題
