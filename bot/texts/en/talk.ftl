# What people write beside questions and answers, and what they send of their own accord.
aside-greeting = Hello. Ask me anything about the rules, or tell me what has been done; your duties are under /myduties.
aside-thanks = You are welcome.
aside-agreed = Good.
aside-parting = Goodbye. I am here whenever you need me.
aside-signs = Got it. You can write to me what you want to know, or what has been done.
aside-forwarded = What is forwarded does not count as your own words, so I have done nothing with it. Please write to me yourself.
aside-edited = A message that has been changed is not read again. Please send it anew.
again-waiting = I am still waiting for your answer to the question before; press “Cancel” to give it up.
again-evidence = You can still send a note, photos or files; this is optional.
file-which = { $count ->
    [0] Files
    [one] 1 file
   *[other] { $count } files
} received. Which item is it proof of?
file-kept = Received; it is kept with the entry.
file-entered = { $item }, { $day }
file-open = { $item }, not recorded
file-none = None, don’t keep
file-of-nobody = You have no duties to record at present, so photos and files are not kept. To register a post: /register.
file-which-unclear = I could not tell which item that is. Please press one above, or write what was done and when.
told-which = <b>Which item is it?</b>
told-which-on = <b>Which item was done on { $day }?</b>
typed-day =
    <b>{ $day }</b>, is that right?
    If not, just send another day.
typed-range =
    <b>{ $first } to { $last }</b>, is that right?
    If not, just send it again.
typed-yes = That’s right
aside-entering = Just tell me what was done and when, for example “{ $example-topic } done yesterday”, or send /done. If an entry is wrong, open the item in “My duties” to correct or withdraw it.
aside-number = A number alone doesn’t tell me what you are asking. To look up a provision, write /clause and its number, for example “/clause 12”.
told-not-done =
    There is no need to record what was not done.
    { $item } is still due { $due }; I will remind you as usual.
told-files-not-kept = The photos or files you sent were not kept.
