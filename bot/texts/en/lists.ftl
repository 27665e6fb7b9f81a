# A list of items under their lamps. A line holds about 32 letters.
item-name = { $duty } ({ $period })
lamp-red = 🔴 Overdue { $count }
lamp-yellow = 🟡 Due soon { $count }
lamp-blue = 🔵 Extended { $count }
lamp-white = ⚪ Not due yet { $count }
lamp-ahead = ⚪ Ahead { $count }
lamp-green = 🟢 Done this quarter { $count }
lamp-heading = <b>{ $heading }</b>
lamp-with-days = { $heading } · { $days }
lamp-first = { $heading }, first { $count }
lamp-due = By { $due }
lamp-was-due = Was due { $due }
lamp-line = { $line }
lamp-item = {"  "}{ $name }{ $progress }
lamp-progress = {" "}{ $completed }/{ $needed }
workdays-left = { $days ->
    [one] 1 workday left
   *[other] { $days } workdays left
}
workdays-over = { $days ->
    [one] by 1 workday
   *[other] by { $days } workdays
}
workdays-today = due today
workdays-day-off = date reached
workdays-less-than-one = under 1 workday left
workdays-just-over = date passed
seat-line = { $name }, { $seat }
done-today-button = ✅ Done today
done-yesterday-button = Yesterday
done-other-button = Other day
