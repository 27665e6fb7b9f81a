register-title = <b>登記崗位</b>
register-body = 您所在的{ $organisation-kind }屬於哪一類？
register-search =
    您所在的是哪一個{ $body }？
    請傳送全稱，我先查有沒有人登記過；沒有的，可以新增。
    您已登記的組織及其上級、同級、下級，傳送名稱中的兩個字以上也能查到。
register-new = 新增組織
register-new-named = 新增「{ $name }」
register-too-short = 太短了，請至少傳送名稱中的兩個字。
register-found = 按「{ $text }」查到的{ $body }如下，請核對後選擇；都不是的，可以新增。
register-found-none = 沒有查到名為「{ $text }」的{ $body }。請傳送全稱再查一次，也可以新增。
organisation-kind = { $body }，{ $level }
register-organisation = { $number }. { $name }
register-organisation-of-level = { $number }. { $name }（{ $level }）
register-hit = { $number }. { $name }（上級：{ $parent }；管理員：{ $managers }）
register-hit-waiting = { $number }. { $name }（上級：{ $parent }；管理員：{ $managers }；待確認，目前只有您能看到）
register-no-parent = 無
register-no-manager = 暫無
register-name = 請傳送這個{ $body }的全稱，例如「{ $unit-example }{ $body }」。
register-level = 「{ $name }」屬於哪一級{ $unit-kind }？
register-acting = 「{ $name }」所在單位設有{ $absent }嗎？
register-acting-exists = 設有
register-acting-absent = 未設，由本{ $own }承擔其職責
register-parent =
    「{ $name }」的{ $parent-kind }是哪一個？
    請傳送其全稱；沒有或者暫不確定的，可以略過。
register-parent-found = 按「{ $text }」查到的組織如下，請核對後選擇上級；都不是的，可以換個寫法再傳一次，或者略過。
register-parent-found-none = 沒有查到名為「{ $text }」的組織。請傳送全稱再查一次，或者略過。
register-parent-skip = 略過
register-post = 您在「{ $name }」擔任什麼職務？
register-use-buttons = 這一步請點按鈕選擇。不想繼續的，傳送 /cancel 取消。
register-expired = 這次登記已經中斷，請傳送 /register 重新開始。

register-done =
    <b>登記完成</b>
    { $post }，{ $organisation }
register-manager = 您是該組織的首位登記人，同時擔任管理員：可以審核其他人的登記申請，也可以把群組綁定到本組織。
register-parent-asked = 已請「{ $parent }」的管理員確認上下級關係，同意後生效。
register-waits = 新增的組織須經機器人的運維人員確認，結果會在這裡通知您。確認之前只有您能看到，但不影響您使用。
register-acts-for = 本單位未設{ $absent }，其職責由本{ $own }承擔，已一併列入。
register-count = 本崗位共有{ $count }項職責。
register-next = 下一次提醒：{ $day }。
register-next-none = 近期沒有需要定時提醒的事項。
register-requested =
    <b>申請已提交</b>
    { $post }，{ $organisation }

    該組織已有管理員，同意後即登記生效，結果會在這裡通知您。
register-another = 再登記一個崗位

posts-title = <b>我的崗位</b>
posts-hint = 點按崗位可以變更或退出。
posts-none = 您還沒有登記崗位。
posts-button = { $post }，{ $organisation }
post-screen =
    <b>{ $post }</b>
    { $organisation }（{ $kind }）
    登記日期：{ $start }
post-term = 本屆起始日期：{ $day }
post-term-unknown = 本屆起始日期：未填寫。填寫後才能提醒換屆等任期內的職責。
post-change = 變更崗位
post-leave = 退出崗位
post-term-button = 填寫本屆起始日期
post-change-ask = 您現在是「{ $organisation }」的{ $post }，要變更為哪個崗位？
post-change-none = 「{ $organisation }」沒有其他崗位可選。
post-leave-ask =
    確定退出「{ $organisation }」的{ $post }崗位嗎？
    退出後不再收到這個崗位的提醒，已登記的辦理情況仍會保留。
post-leave-yes = 退出
post-leave-no = 不退出
post-left = 已退出「{ $organisation }」的{ $post }崗位。
term-ask =
    「{ $organisation }」本屆從哪一天算起？
    請傳送日期，例如「{ $example }」。
term-read = { $organisation }本屆起始日期：
term-set = 已記下：「{ $organisation }」本屆自{ $day }起。任期內的職責將據此提醒。
