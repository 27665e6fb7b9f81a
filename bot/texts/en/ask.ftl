## `dutybot ask` on the terminal.

ask-what = Give a question, or a file of questions with --batch; one of the two.
ask-unknown-post = There is no post called "{ $post }". Known posts: { $known }.
ask-unreadable = Cannot read { $file }: { $reason }
ask-not-utf8 = { $file } is not UTF-8 text.
ask-bad-line = Line { $line }: { $reason }
ask-line-no-json = not valid JSON.
ask-line-no-object = must be a JSON object.
ask-line-no-id = "id" is missing; it must be text or a whole number.
ask-line-no-question = "question" is missing; it must be text.
ask-line-bad-previous = "previous" must be text.
