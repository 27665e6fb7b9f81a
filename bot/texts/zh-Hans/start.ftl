start-welcome =
    您好，我是履职提醒机器人，记着各岗位应尽的职责和时限。该办的事提前提醒，办完的事随手登记，对条文有疑问随时可以问我。

    请先登记您的岗位。也可以现在就提问，例如：
    <i>{ $example-question }</i>

start-overview =
    { $greeting }您登记的岗位：
    { $posts }

    { $counts }

start-greeting = { $name }，您好。
start-greeting-nameless = 您好。
start-post = ·{ $post }，{ $organisation }
start-counts-none = 目前没有待办的职责。
start-counts =
    { $overdue ->
        [0] { "" }
       *[other] 已逾期{ $overdue }项，
    }待办{ $due }项，本期已完成{ $done }项。
