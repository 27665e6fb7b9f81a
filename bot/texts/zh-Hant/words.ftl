# What things are called where no loaded pack names them; examples then come from what the packs hold.
word-organisation-kind = 組織
word-parent-kind = 上級組織
word-unit-kind = 單位
word-unit-example = ××單位
word-authority = 正式文件
word-example-question = { $post }有哪些職責？
word-example-topic = { $duty }
word-example-article = { $clause }
word-example-document = { $document }
word-example-post = { $post }

# The bot's profile in the messenger: at most 120 characters, and 512.
profile-short = 履職提醒機器人：記著各崗位應盡的職責和期限，到期前提醒，辦完隨手登記，條文可以隨時問。
profile =
    我記著各崗位應盡的職責和期限：該辦的事提前提醒，辦完的事隨手登記，對條文有疑問隨時可以問。

    點按「開始」，登記您在{ $organisation-kind }中的崗位；也可以直接提問，例如：{ $example-question }
