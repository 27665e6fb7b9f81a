start-welcome =
    您好，我是履職提醒機器人，記著各崗位應盡的職責和時限。該辦的事提前提醒，辦完的事隨手登記，對條文有疑問隨時可以問我。

    請先登記您的崗位。也可以現在就提問，例如：
    <i>{ $example-question }</i>

start-overview =
    { $greeting }您登記的崗位：
    { $posts }

    { $counts }

start-greeting = { $name }，您好。
start-greeting-nameless = 您好。
start-post = ·{ $post }，{ $organisation }
start-counts-none = 目前沒有待辦的職責。
start-counts =
    { $overdue ->
        [0] { "" }
       *[other] 已逾期{ $overdue }項，
    }待辦{ $due }項，本期已完成{ $done }項。
