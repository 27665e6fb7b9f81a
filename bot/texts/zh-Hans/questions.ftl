# Around the questions: where none was given or it is too long, and while one is typed inline.
question-empty = 请在命令后面写上问题，例如：/ask { $example-question }
    也可以直接回复本条消息提问。
question-empty-private = 请直接发送问题，例如“{ $example-question }”
clause-empty = 请写上要查的内容，例如：/clause { $example-topic }，或者 /clause { $example-article }。
question-too-long = 问题太长了，请控制在{ $limit }字以内再发一次。
inline-hint = 输入问题，查条文并发到这里
inline-open = 在私聊中提问
