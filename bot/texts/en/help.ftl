help-private =
    <b>How to use this bot</b>

    <b>Ask</b>: just send your question, for example “机关党委多久开一次委员会？” (how often does the agency Party committee meet?)
    /register　register, change or leave a post
    /myduties　my duties, due dates and progress
    /done　record a duty as done
    /clause　look up a provision, for example: /clause 党员大会
    /settings　language and quiet hours
    /cancel　stop what you are doing

    I remind you on workday mornings before a duty is due. Under each reminder you can record it as done, put the reminder off or see the source.
    In any chat, type “@{ $bot } question” to look up a provision and send it there.
help-group =
    <b>How to use this bot</b>

    /ask　ask a question, for example: /ask 党员大会多久开一次
    /clause　look up a provision, for example: /clause 党员大会
    /register　link this group to an organisation (its managers)
    /settings　language and link of this group
    /myduties　open my duties in the private chat

    Ordinary messages in the group do not reach me, even if they mention me with @. Please ask with /ask, reply to one of my messages, or type “@{ $bot } question” in the message field.
    To let a mention reach me, the person who runs this bot can turn off privacy mode with /setprivacy in @BotFather, then remove me from the group and add me again; or the group’s owner can make me an admin.
help-ask-empty = Please put your question after the command, for example: /ask 党员大会多久开一次. You can also reply to this message with your question.
help-ask-empty-private = Please just send your question, for example “机关党委多久开一次委员会？”
help-clause-empty = Please say what to look up, for example: /clause 党员大会, or /clause 机关基层组织条例第26条.
help-question-too-long = That question is too long. Please keep it within { $limit } characters and send it again.
inline-hint = Type a question to find a provision and send it here
inline-open = Ask in the private chat
