# What things are called where no loaded pack names them; examples then come from what the packs hold.
word-organisation-kind = organisation
word-parent-kind = superior organisation
word-unit-kind = institution
word-unit-example = ××单位
word-authority = the official document
word-example-question = { $post }有哪些职责？ (What are the duties of this post?)
word-example-topic = { $duty }
word-example-article = { $clause }
word-example-document = { $document }
word-example-post = { $post }

# The bot's profile in the messenger: at most 120 characters, and 512.
profile-short = Keeps track of the duties of each post: reminds in time, records what is done, answers about the provisions.
profile =
    I keep track of the duties of each post and when they are due: I remind you in time, you record what has been done, and you can ask me about the provisions.

    Tap “Start” to register your post and your { $organisation-kind }, or just ask, for example: { $example-question }
