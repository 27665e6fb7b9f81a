# The past (往期), and the end states of items.
state-not-listed = 不列入
state-excused = 免辦
state-in-time = 如期完成
state-late = 逾期完成
state-vacant = 空缺
state-unreached = 未送達
state-not-done = 未完成
state-open = 尚未辦結

past-button = 往期
past-none = 還沒有往期的事項。
past-title = <b>往期　{ $year }年　{ $organisation }</b>
past-title-all = <b>往期　{ $year }年</b>
past-sums =
    如期完成 { $in-time }　逾期完成 { $late }
    未完成 { $not-done }　免辦 { $excused }　合計 { $total }
past-count = { $state } { $count }
past-gap = {"　"}
past-seat = <b>{ $post }</b>　{ $organisation }
past-duty = { $lamp } { $duty }　{ $count }
past-duty-state = {"　"}{ $periods }{ $state }
past-month = <b>{ $month }</b>　如期完成 { $count }
past-month-item = { $lamp } { $duty }　{ $state }
past-year-button = { $year }年
past-by-month-button = 按月看
past-by-duty-button = 按事項看
past-open-button = 開啟一項
past-pick = 開啟哪一項？（{ $page }/{ $pages }）
past-pick-item = { $lamp } { $duty }（{ $period }）
past-item = <b>{ $duty }</b>（{ $period }）
past-item-state = { $lamp } { $state }
past-item-due = 時限：{ $due }　{ $completed }/{ $needed }
past-files-button = 看{ $day }佐證 { $count }
past-entry-button = 更正{ $day }登記
past-enter-button = 補登、補辦
