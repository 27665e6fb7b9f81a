# What each command does, in menus and in /help: one line of at most 256 characters, without markup.
command-ask = Ask a question; or send it without a command, for example: { $example-question }
command-ask-group = Ask a question, for example: /ask { $example-question }
command-myduties = My duties, due dates and progress
command-myduties-group = My duties (in the private chat)
command-done = Record a duty as done
command-board = Board: what is overdue or due soon, and whose (managers)
command-board-group = How this group’s organisation stands (numbers only)
command-org = Organisations: posts, holders, vacancies (managers)
command-events = { $example-events ->
    [none] Days of events; about your organisation
   *[other] Days of events, such as: { $example-events }; about your organisation
}
command-export = Statements; export as xlsx, docx, csv (managers)
command-clause = Look up a provision, for example: /clause { $example-topic }
command-register = Register, change or leave a post
command-register-group = Link this group to an organisation (administrators of both)
command-quiz = Quiz: one question at a time
command-quiz-group = Put a question to this group
command-calendar = Calendar file and subscription
command-study = A clause a day
command-settings = Language and quiet hours
command-settings-group = Language and link of this group
command-start = My posts and how things stand
command-help = How to use this bot
command-cancel = Stop what you are doing
command-admin = See how the bot is doing, hold or resume sending, confirm new organisations

cancelled = Cancelled.
nothing-to-cancel = There is nothing to cancel.
unknown-command = There is no such command. Send /help to see them all.
only-text = I read text, photos and files only, so far. Please put it in writing.
command-handover = Hand over a post
command-forgetme = See and delete what is kept about you
