# 新版條文改了誰的事項，誰看過了。
edition-title = <b>條文有新版</b>
    您的事項有{ $count }處變動：
edition-new = <b>新增</b>
edition-gone = <b>不再要求</b>
edition-cadence = <b>頻次有變</b>
edition-wording = <b>表述有改</b>
edition-duty = · { $duty }
edition-duty-how-often = · { $duty }（{ $cadence }）
edition-duty-changed = · { $duty }：{ $cadence }，原為{ $before }
edition-more = 另有{ $count }項未列出。
edition-since = 已經開始的一期仍按原版辦完，下一期起按新版。看過的話，可以點一下下面的按鈕。
edition-read-button = 已看過
edition-read = 記下了，謝謝。
edition-readers-button = 新版閱知
edition-readers-title = <b>新版條文閱知情況</b>
edition-readers-none = 這裏還沒有人的事項因新版而變動。
edition-readers-counts = { $organisation }：{ $day }起共告知{ $told }人，{ $read }人已看過。
edition-readers-unread = 還沒看的：{ $names }
edition-readers-free = <i>看沒看不作要求，事項照常生效。</i>
