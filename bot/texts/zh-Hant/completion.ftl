completion-ask =
    <b>{ $duty }</b>（{ $period }）
    是哪一天完成的？
completion-today = 今天（{ $day }）
completion-yesterday = 昨天（{ $day }）
completion-other = 其他日期

completion-recorded = 已登記：{ $duty }，{ $day }完成。
completion-repeated = 這一天此前已經登記過，不必重複登記：{ $duty }，{ $day }。
completion-met = { $period }已完成{ $completed }/{ $needed }，本期達到要求。
completion-remaining = { $period }已完成{ $completed }/{ $needed }，還需{ $remaining }次。
completion-evidence = 可補充說明，或傳送照片、檔案作為佐證；沒有可以不傳。
completion-files = 已附上{ $count }件佐證。
completion-enough-button = 不用了
completion-finished-button = 好了
completion-note-saved = 說明已儲存。如有照片、檔案，可以接著傳送。
completion-file-saved = 佐證已儲存，可以接著傳送；傳完請點按「好了」。
completion-note-too-long = 說明請控制在{ $limit }字以內，這次沒有儲存。
completion-file-too-large = 檔案超過{ $megabytes } MB，這次沒有儲存。請壓縮後再傳。
completion-too-many = 這次登記已有{ $limit }份說明和佐證，已達上限。剛才傳送的沒有儲存。
completion-too-many-a-day = 一天內最多新增{ $limit }份說明和佐證，現已達到上限。剛才傳送的沒有儲存，請明天再傳。
completion-closed = 好的，已記錄。

# What would be entered, before it is.
confirm-title = <b>這樣登記，對嗎？</b>
confirm-item = { $item }
confirm-day = { $day }辦理，在期內
confirm-after = 登記後{ $after }/{ $needed }
confirm-met = 登記後{ $after }/{ $needed }，達到要求
confirm-yes = 登記
confirm-other-day = 改日期
confirm-other-item = 換一項
again-record = 接著登記：

completion-list-none = 目前沒有待辦的職責。全部職責見 /myduties。

withdraw-ask =
    <b>{ $duty }</b>
    確定撤回{ $day }的登記嗎？撤回後這一次不再計入進度，可以重新登記。
withdraw-yes = 撤回
withdraw-no = 不撤回
withdraw-done = 已撤回{ $day }的登記。
