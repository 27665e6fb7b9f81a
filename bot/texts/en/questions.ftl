# Around the questions: where none was given or it is too long, and while one is typed inline.
question-empty = Please put your question after the command, for example: /ask { $example-question }
    You can also reply to this message with your question.
question-empty-private = Please just send your question, for example “{ $example-question }”
clause-empty = Please say what to look up, for example: /clause { $example-topic }, or /clause { $example-article }.
question-too-long = That question is too long. Please keep it within { $limit } characters and send it again.
inline-hint = Type a question to find a provision and send it here
inline-open = Ask in the private chat
