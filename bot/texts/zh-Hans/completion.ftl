completion-ask =
    <b>{ $duty }</b>（{ $period }）
    是哪一天完成的？
completion-today = 今天（{ $day }）
completion-yesterday = 昨天（{ $day }）
completion-other = 其他日期

completion-recorded = 已登记：{ $duty }，{ $day }完成。
completion-repeated = 这一天此前已经登记过，不必重复登记：{ $duty }，{ $day }。
completion-met = { $period }已完成{ $completed }/{ $needed }，本期达到要求。
completion-remaining = { $period }已完成{ $completed }/{ $needed }，还需{ $remaining }次。
completion-evidence = 可补充说明，或发送照片、文件作为佐证；没有可以不发。
completion-files = 已附上{ $count }件佐证。
completion-enough-button = 不用了
completion-finished-button = 好了
completion-note-saved = 说明已保存。如有照片、文件，可以接着发送。
completion-file-saved = 佐证已保存，可以接着发送；发完请点“好了”。
completion-note-too-long = 说明请控制在{ $limit }字以内，这次没有保存。
completion-file-too-large = 文件超过{ $megabytes } MB，这次没有保存。请压缩后再发。
completion-too-many = 这次登记已有{ $limit }份说明和佐证，已达上限。刚才发送的没有保存。
completion-too-many-a-day = 一天内最多添加{ $limit }份说明和佐证，现已达到上限。刚才发送的没有保存，请明天再发。
completion-closed = 好的，已记录。

# What would be entered, before it is.
confirm-title = <b>这样登记，对吗？</b>
confirm-item = { $item }
confirm-day = { $day }办理，在期内
confirm-after = 登记后{ $after }/{ $needed }
confirm-met = 登记后{ $after }/{ $needed }，达到要求
confirm-yes = 登记
confirm-other-day = 改日期
confirm-other-item = 换一项
again-record = 接着登记：

completion-list-none = 目前没有待办的职责。全部职责见 /myduties。

withdraw-ask =
    <b>{ $duty }</b>
    确定撤回{ $day }的登记吗？撤回后这一次不再计入进度，可以重新登记。
withdraw-yes = 撤回
withdraw-no = 不撤回
withdraw-done = 已撤回{ $day }的登记。
