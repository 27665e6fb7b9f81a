# 新版条文改了谁的事项，谁看过了。
edition-title = <b>条文有新版</b>
    您的事项有{ $count }处变动：
edition-new = <b>新增</b>
edition-gone = <b>不再要求</b>
edition-cadence = <b>频次有变</b>
edition-wording = <b>表述有改</b>
edition-duty = · { $duty }
edition-duty-how-often = · { $duty }（{ $cadence }）
edition-duty-changed = · { $duty }：{ $cadence }，原为{ $before }
edition-more = 另有{ $count }项未列出。
edition-since = 已经开始的一期仍按原版办完，下一期起按新版。看过的话，可以点一下下面的按钮。
edition-read-button = 已看过
edition-read = 记下了，谢谢。
edition-readers-button = 新版阅知
edition-readers-title = <b>新版条文阅知情况</b>
edition-readers-none = 这里还没有人的事项因新版而变动。
edition-readers-counts = { $organisation }：{ $day }起共告知{ $told }人，{ $read }人已看过。
edition-readers-unread = 还没看的：{ $names }
edition-readers-free = <i>看没看不作要求，事项照常生效。</i>
