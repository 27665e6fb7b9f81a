help-title = <b>How to use this bot</b>
help-command = /{ $name }　{ $does }
help-private =
    I remind you on workday mornings before a duty is due. Under each reminder you can record it as done, put the reminder off or see the source.
    In any chat, type “@{ $bot } question” to look up a provision and send it there.
help-group =
    Ordinary messages in the group do not reach me, even if they mention me with @. Please ask with /ask, reply to one of my messages, or type “@{ $bot } question” in the message field.
    To let a mention reach me, the person who runs this bot can turn off privacy mode with /setprivacy in @BotFather, then remove me from the group and add me again; or the group’s owner can make me an administrator.
