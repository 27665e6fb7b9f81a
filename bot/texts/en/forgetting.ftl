# Being forgotten: what is kept of somebody, and erasing it.
forget-title = <b>What this bot keeps about you</b>
forget-person = Name: { $name }. Also your settings, such as language and hours.
forget-count = · { $kind }: { $count }
forget-of-posts = Posts and managing
forget-of-entries = Entries and their proof
forget-of-requests = Requests, confirmations, invites and exports
forget-of-arranged = What you arranged for organisations
forget-of-reminders = Reminders to you
forget-of-practice = Practice
forget-of-chats = Recent messages to the bot
forget-of-access = Calendar address and browsers
forget-of-changes = Record of changes (numbers only)
forget-of-operating = Operating the bot
forget-can = You can save it as a file first, or have it deleted.
forget-file-button = Save as a file
forget-ask-button = Delete my data
forget-sure-button = Yes, delete
forget-keep-button = Don’t delete
forget-file = This is everything that is kept about you now.
forget-file-made = Saved at
forget-file-person = Person and settings
forget-ask = <b>Really delete it?</b>
forget-ask-for = <b>Really delete what is kept about { $name }?</b>
forget-goes = · { $whose ->
    [own] Your name and account
   *[other] Their name and account
 } are removed everywhere, with settings, practice, calendar address, sign-ins and recent messages.
forget-leaves = · { $whose ->
    [own] You leave
   *[other] They leave
 } every post today, and managers are told of vacant ones. Managing, entering for others and open requests end, too.
forget-stays = · Entries, their proof and figures belong to the organisation and stay, under “a former holder”.
forget-alone = · These organisations will have no manager until the operators appoint one: { $organisations }{ $more ->
    [True] {" and others"}
   *[other] {""}
 }.
forget-cannot = Two things can’t be deleted: messages already in other people’s chats, and older backups of the database until they are overwritten.
forget-for-good = This can’t be undone. If you come back, you will be new here.
forget-done = Deleted.
forget-kept = Nothing was deleted.
forget-nothing = Nothing is kept about you.
forget-unknown = Nothing is kept about that user. Usage: /admin forget USER-ID, or /admin forget MAILBOX NAME
