# The past (往期), and the end states of items.
state-not-listed = 不列入
state-excused = 免办
state-in-time = 如期完成
state-late = 逾期完成
state-vacant = 空缺
state-unreached = 未送达
state-not-done = 未完成
state-open = 尚未办结

past-button = 往期
past-none = 还没有往期的事项。
past-title = <b>往期　{ $year }年　{ $organisation }</b>
past-title-all = <b>往期　{ $year }年</b>
past-sums =
    如期完成 { $in-time }　逾期完成 { $late }
    未完成 { $not-done }　免办 { $excused }　合计 { $total }
past-count = { $state } { $count }
past-gap = {"　"}
past-seat = <b>{ $post }</b>　{ $organisation }
past-duty = { $lamp } { $duty }　{ $count }
past-duty-state = {"　"}{ $periods }{ $state }
past-month = <b>{ $month }</b>　如期完成 { $count }
past-month-item = { $lamp } { $duty }　{ $state }
past-year-button = { $year }年
past-by-month-button = 按月看
past-by-duty-button = 按事项看
past-open-button = 打开一项
past-pick = 打开哪一项？（{ $page }/{ $pages }）
past-pick-item = { $lamp } { $duty }（{ $period }）
past-item = <b>{ $duty }</b>（{ $period }）
past-item-state = { $lamp } { $state }
past-item-due = 时限：{ $due }　{ $completed }/{ $needed }
past-files-button = 看{ $day }佐证 { $count }
past-entry-button = 更正{ $day }登记
past-enter-button = 补登、补办
