# What people write beside questions and answers, and what they send of their own accord.
aside-greeting = 您好。想問什麼可以直接問，辦完的事可以直接告訴我；您的職責見 /myduties。
aside-thanks = 不客氣。
aside-agreed = 好的。
aside-parting = 再見，有事隨時找我。
aside-signs = 收到。想問什麼、辦完了什麼，可以直接寫給我。
aside-forwarded = 轉發來的內容不算您本人的話，我沒有處理。想問的、要登記的，請直接寫給我。
aside-edited = 改過的訊息不會重新處理，請重新傳送一則。
again-waiting = 剛才的問題還等著您回答；不辦了請點按「取消」。
again-evidence = 說明、照片、檔案仍可接著傳送，沒有可以不傳。
file-which = { $count ->
    [0] 收到一組材料
   *[other] 收到{ $count }件材料
}，是哪一項的佐證？
file-kept = 已收到，登記時一併儲存。
file-entered = { $item }{ $day }已登記
file-open = { $item }未登記
file-none = 都不是，不儲存
file-of-nobody = 您目前沒有要登記的職責，照片和檔案沒有儲存。登記崗位請傳送 /register。
file-which-unclear = 看不懂是哪一項的佐證。請點按上面的一項，或者寫明做了什麼、是哪一天。
told-which = <b>是哪一項？</b>
told-which-on = <b>{ $day }辦的是哪一項？</b>
typed-day =
    <b>{ $day }</b>，對嗎？
    不對的話，請再寫一個日期。
typed-range =
    <b>{ $first }至{ $last }</b>，對嗎？
    不對的話，請再寫一次。
typed-yes = 對
aside-entering = 辦完的事直接告訴我就行，例如「{ $example-topic }昨天辦了」，也可以傳送 /done。登記有誤的，在「我的職責」裡開啟這一項，可以更正或撤回。
aside-number = 只有一個數字，看不出要問什麼。查條文請寫 /clause 加條號，例如「/clause 12」。
told-not-done =
    沒有辦成的，不用登記。
    { $item }的時限仍是{ $due }，到時照常提醒。
told-files-not-kept = 傳來的照片、檔案沒有儲存。
