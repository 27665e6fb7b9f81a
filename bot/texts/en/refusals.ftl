# What went wrong, and what to do.
refusal-stale-button = This button no longer works. Please send /myduties to start again.
refusal-unknown-occurrence = I cannot find this duty; it may have been changed. Please send /myduties for the latest list.
refusal-unknown-organisation = I cannot find this organisation. Please send /register and search again.
refusal-unknown-assignment = You no longer hold this post. Please send /register to see your posts.
refusal-unknown-entry = This entry has been withdrawn or does not exist. Please send /myduties for the latest progress.
refusal-unknown-request = This request does not exist, or is not yours to decide.
refusal-unknown-group = I am no longer in this group. Please add me back first.
refusal-not-registered = You have not registered a post yet. Please send /register to do so; then you can see your duties.
refusal-not-assigned = This duty does not belong to your post, so you cannot record it. Please send /myduties to see your duties.
refusal-not-manager = Only a manager of the organisation can do this. Please contact a manager if you need it done.
refusal-not-group-administrator = Only an administrator of this group can do this. Please ask one of them.
refusal-group-rights-unknown = I cannot check at the moment whether you are an administrator of this group, so nothing was changed. Please try again later.
refusal-outside-period = { $day } is not in this period and cannot be recorded. The period is: { $period }. Days from { $first } to { $last } count.
refusal-in-the-future = { $day } has not come yet, so it cannot be recorded. Please give today or an earlier day.
refusal-already-held = You have registered this post already; there is no need to do it again. Send /myduties to see its duties.
refusal-name-taken = “{ $name }” exists already. Please send /register, search for it and choose it.
refusal-bad-name = This name cannot be used. Please write the full name, of at most { $limit } characters and not only symbols.
refusal-post-not-of-body = This type of organisation has no such post. Please send /register and choose again.
refusal-cannot-act-for = An organisation of this type is registered there already, so yours need not act for it. Please send /register, start again and choose “Yes”.
refusal-circular-tree = An organisation cannot be placed under one of its own subordinates. Please choose another superior Party organisation.
refusal-too-many-requests = { $limit } requests of yours wait to be decided. Please wait for an answer before you make another.
refusal-too-many-requests-today = You can make { $limit } requests a day at most. Please come back tomorrow.
refusal-requests-blocked = The managers of this organisation take no more requests of yours. If you have questions, please contact them directly.
refusal-already-decided = This request has been decided already.
refusal-too-late = Please choose a day after today and no later than { $latest }.
refusal-too-long = That is too long. Please keep it within { $limit } characters.
refusal-unknown-clause = I could not find this provision. You can put it another way and send it as a question.
refusal-unknown-post = I could not find this post. Please send /register and choose from the list.
refusal-other = That did not work. Please try again later, or send /help.
refusal-bug =
    Sorry, something went wrong in the program. This step was not completed, and the fault has been logged. Please try again later; if it still fails, tell the administrator this number.
    Number: <code>{ $code }</code>
refusal-bug-alert = Sorry, something went wrong in the program. Please try again later. Number: { $code }
refusal-busy = Busy right now, please wait a moment. If there is no answer within a minute, please try again.
refusal-flood = That is too fast for me. Please wait a minute, then go on.
