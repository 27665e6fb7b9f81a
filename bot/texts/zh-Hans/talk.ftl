# What people write beside questions and answers, and what they send of their own accord.
aside-greeting = 您好。想问什么可以直接问，办完的事可以直接告诉我；您的职责见 /myduties。
aside-thanks = 不客气。
aside-agreed = 好的。
aside-parting = 再见，有事随时找我。
aside-signs = 收到。想问什么、办完了什么，可以直接写给我。
aside-forwarded = 转发来的内容不算您本人的话，我没有处理。想问的、要登记的，请直接写给我。
aside-edited = 改过的消息不会重新处理，请重新发送一条。
again-waiting = 刚才的问题还等着您回答；不办了请点“取消”。
again-evidence = 说明、照片、文件仍可接着发，没有可以不发。
file-which = { $count ->
    [0] 收到一组材料
   *[other] 收到{ $count }件材料
}，是哪一项的佐证？
file-kept = 已收到，登记时一并保存。
file-entered = { $item }{ $day }已登记
file-open = { $item }未登记
file-none = 都不是，不保存
file-of-nobody = 您目前没有要登记的职责，照片和文件没有保存。登记岗位请发送 /register。
file-which-unclear = 没看懂是哪一项的佐证。请点上面的一项，或者写明做了什么、是哪一天。
told-which = <b>是哪一项？</b>
told-which-on = <b>{ $day }办的是哪一项？</b>
typed-day =
    <b>{ $day }</b>，对吗？
    不对的话，请再写一个日期。
typed-range =
    <b>{ $first }至{ $last }</b>，对吗？
    不对的话，请再写一次。
typed-yes = 对
aside-entering = 办完的事直接告诉我就行，例如“{ $example-topic }昨天办了”，也可以发送 /done。登记有误的，在“我的职责”里打开这一项，可以更正或撤回。
aside-number = 只有一个数字，看不出要问什么。查条文请写 /clause 加条号，例如“/clause 12”。
told-not-done =
    没有办成的，不用登记。
    { $item }的时限仍是{ $due }，到时照常提醒。
told-files-not-kept = 发来的照片、文件没有保存。
