# The command menu (at most 256 characters each) and the buttons that many screens share.
menu-myduties = My duties and due dates
menu-done = Record a duty as done
menu-register = Register or change a post
menu-ask = Ask a question, for example: /ask 党员大会多久开一次
menu-clause = Look up a provision
menu-settings = Language and quiet hours
menu-help = How to use this bot
menu-cancel = Stop what you are doing
menu-register-group = Link this group to an organisation
menu-settings-group = Language and link of this group
menu-myduties-group = My duties (in the private chat)

button-back = ‹ Back
button-cancel = Cancel
button-register = Register a post
button-my-duties = My duties
button-private = Open in the private chat

cancelled = Cancelled.
nothing-to-cancel = There is nothing to cancel.
unknown-command = There is no such command. Send /help to see them all.
only-text = I can only read text here. To send photos or files as evidence, first open the duty in /myduties and tap “Done”.
