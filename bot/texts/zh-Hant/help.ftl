help-private =
    <b>使用說明</b>

    <b>提問</b>：直接傳送問題，例如「機關黨委多久開一次委員會？」
    /register　登記、變更或退出崗位
    /myduties　我的職責、期限和進度
    /done　登記已完成的職責
    /clause　查看條文，例如：/clause 黨員大會
    /settings　語言和勿擾時段
    /cancel　取消正在進行的操作

    到期前我會在工作日上午提醒您。提醒下方可以登記完成、延後提醒或查看依據。
    在任何對話中輸入「@{ $bot } 問題」，也可以查條文並傳送到該對話。
help-group =
    <b>使用說明</b>

    /ask　提問，例如：/ask 黨員大會多久開一次
    /clause　查看條文，例如：/clause 黨員大會
    /register　把本群組綁定到所在組織（組織管理員）
    /settings　本群組的語言和綁定
    /myduties　在私訊中開啟我的職責

    群組裡的一般發言，包括只是@我的，我都收不到。請用 /ask 提問，或者回覆我的訊息，也可以在輸入欄裡輸入「@{ $bot } 問題」。
    如希望@我就能提問：請機器人的管理者在 @BotFather 裡用 /setprivacy 關閉隱私模式，再把我移出群組後重新加入；或者由群主把我設為群組管理員。
help-ask-empty = 請在指令後面寫上問題，例如：/ask 黨員大會多久開一次。也可以直接回覆這則訊息提問。
help-ask-empty-private = 請直接傳送問題，例如「機關黨委多久開一次委員會？」
help-clause-empty = 請寫上要查的內容，例如：/clause 黨員大會，或者 /clause 機關基層組織條例第26條。
help-question-too-long = 問題太長了，請控制在{ $limit }字以內再傳一次。
inline-hint = 輸入問題，查條文並傳送到這裡
inline-open = 在私訊中提問
