# What went wrong, and what to do.
refusal-stale-button = 按鈕已失效，請傳送 /myduties 重新開啟。
refusal-unknown-occurrence = 找不到這項職責，可能已經調整。請傳送 /myduties 查看最新的清單。
refusal-unknown-organisation = 找不到這個組織。請傳送 /register 重新搜尋。
refusal-unknown-assignment = 您已不在這個崗位上。請傳送 /register 查看您的崗位。
refusal-unknown-entry = 這條登記已經撤回或不存在。請傳送 /myduties 查看最新的進度。
refusal-unknown-request = 這份申請不存在，或者不由您處理。
refusal-unknown-group = 我不在這個群組裡了，請先把我加回群組。
refusal-not-registered = 您還沒有登記崗位。請傳送 /register 登記，登記後即可查看職責。
refusal-not-assigned = 這項職責不由您的崗位承擔，不能登記。請傳送 /myduties 查看您的職責。
refusal-not-manager = 只有該組織的管理員可以這樣做。如需辦理，請與管理員聯絡。
refusal-not-group-administrator = 只有本群組的管理員可以這樣做。請由群組的管理員辦理。
refusal-group-rights-unknown = 暫時無法核對您是不是本群組的管理員，未作任何變更。請稍後再試。
refusal-outside-period = { $day }不在本期之內，不能登記。本期是{ $period }，{ $first }至{ $last }之間的日期才計入。
refusal-in-the-future = { $day }還沒有到，不能提前登記。請填寫今天或更早的日期。
refusal-already-held = 您已經登記過這個崗位，不必重複登記。傳送 /myduties 可以查看職責。
refusal-name-taken = 已經有「{ $name }」了。請傳送 /register，搜尋並選擇它。
refusal-bad-name = 這個名稱不能用：請寫全稱，不超過{ $limit }字，不能只有符號。
refusal-post-not-of-body = 這類組織沒有這個崗位。請傳送 /register 重新選擇。
refusal-cannot-act-for = 該單位已登記有這類組織，不必由您的組織代為承擔。請傳送 /register 重新登記，並選擇「設有」。
refusal-circular-tree = 一個組織不能以自己的下級為上級。請重新選擇上級黨組織。
refusal-too-many-requests = 您已有{ $limit }份申請在等待處理，請收到答覆後再提交。
refusal-too-many-requests-today = 一天最多提交{ $limit }份申請，請明天再來。
refusal-requests-blocked = 該組織的管理員已不再接收您的申請。如有疑問，請直接與其聯絡。
refusal-already-decided = 這份申請已經處理過了。
refusal-too-late = 請選擇今天以後、不晚於{ $latest }的日期。
refusal-too-long = 內容太長了，請控制在{ $limit }字以內。
refusal-unknown-clause = 沒有找到這一條。可以換個說法，直接傳送問題。
refusal-unknown-post = 沒有找到這個崗位。請傳送 /register 從清單中選擇。
refusal-other = 這一步沒有辦成，請稍後再試，或傳送 /help 查看使用說明。
refusal-bug =
    很抱歉，程式出了問題，這一步沒有完成，情況已經記錄。請稍後再試；如仍不行，請把編號告訴管理員。
    編號：<code>{ $code }</code>
refusal-bug-alert = 很抱歉，程式出了問題，請稍後再試。編號：{ $code }
refusal-busy = 眼下繁忙，請稍候；如一分鐘後仍無答覆，請再試一次。
refusal-flood = 您發得太快了，請稍等一分鐘再發。
