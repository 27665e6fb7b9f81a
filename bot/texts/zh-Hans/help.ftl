help-private =
    <b>使用说明</b>

    <b>提问</b>：直接发送问题，例如“机关党委多久开一次委员会？”
    /register　登记、变更或退出岗位
    /myduties　我的职责、期限和进度
    /done　登记已完成的职责
    /clause　查看条文，例如：/clause 党员大会
    /settings　语言和免打扰时间
    /cancel　取消正在进行的操作

    到期前我会在工作日上午提醒您。提醒下方可以登记完成、推后提醒或查看依据。
    在任何对话中输入“@{ $bot } 问题”，也可以查条文并发到该对话。
help-group =
    <b>使用说明</b>

    /ask　提问，例如：/ask 党员大会多久开一次
    /clause　查看条文，例如：/clause 党员大会
    /register　把本群绑定到所在组织（组织管理员）
    /settings　本群的语言和绑定
    /myduties　在私聊中打开我的职责

    群里的普通发言，包括只是@我的，我都收不到。请用 /ask 提问，或者回复我的消息，也可以在输入框里输入“@{ $bot } 问题”。
    如希望@我就能提问：请机器人的管理者在 @BotFather 里用 /setprivacy 关闭隐私模式，再把我移出群后重新加入；或者由群主把我设为群管理员。
help-ask-empty = 请在命令后面写上问题，例如：/ask 党员大会多久开一次。也可以直接回复本条消息提问。
help-ask-empty-private = 请直接发送问题，例如“机关党委多久开一次委员会？”
help-clause-empty = 请写上要查的内容，例如：/clause 党员大会，或者 /clause 机关基层组织条例第26条。
help-question-too-long = 问题太长了，请控制在{ $limit }字以内再发一次。
inline-hint = 输入问题，查条文并发到这里
inline-open = 在私聊中提问
