start-welcome =
    Hello, I am the duty reminder bot. I keep track of the duties of each post and when they are due. I remind you in time, you record what has been done, and you can ask me about the provisions whenever you like.

    Please register your post first. Or ask something right away, for example:
    <i>{ $example-question }</i>

start-overview =
    { $greeting } The posts you have registered:
    { $posts }

    { $counts }

start-greeting = Hello, { $name }.
start-greeting-nameless = Hello.
start-post = · { $post }, { $organisation }
start-counts-none = Nothing is due at present.
start-counts =
    { $overdue ->
        [0] { "" }
       *[other] Overdue: { $overdue }.{" "}
    }To do: { $due }. Done this period: { $done }.
