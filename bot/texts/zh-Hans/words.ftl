# What things are called where no loaded pack names them; examples then come from what the packs hold.
word-organisation-kind = 组织
word-parent-kind = 上级组织
word-unit-kind = 单位
word-unit-example = ××单位
word-authority = 正式文件
word-example-question = { $post }有哪些职责？
word-example-topic = { $duty }
word-example-article = { $clause }
word-example-document = { $document }
word-example-post = { $post }

# The bot's profile in the messenger: at most 120 characters, and 512.
profile-short = 履职提醒机器人：记着各岗位应尽的职责和期限，到期前提醒，办完随手登记，条文可以随时问。
profile =
    我记着各岗位应尽的职责和期限：该办的事提前提醒，办完的事随手登记，对条文有疑问随时可以问。

    点“开始”，登记您在{ $organisation-kind }中的岗位；也可以直接提问，例如：{ $example-question }
