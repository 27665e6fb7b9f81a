calendar-title = <b>Calendar</b>
calendar-name = My duties
calendar-private = The address is for you alone. Please don’t pass it on.
calendar-late = A changed date can take a day to show up. “My duties” is always up to date.
calendar-has-address = You have an address, which is not shown again. If you’ve lost it, get a new one; the old one then stops working.
calendar-not-public = You can download your due dates as a calendar file. An address to subscribe to needs a public address, which the operators have not set yet.
calendar-address = Your address (shown only this once):
calendar-file-button = Calendar file
calendar-address-button = Subscribe
calendar-new-address-button = New address
calendar-end-button = Stop
calendar-ended = Stopped. The address no longer works
calendar-none-to-end = There is no address to stop
calendar-empty = You have no duties with a date at present.
calendar-file = { $count ->
    [one] { $count } item.
   *[other] { $count } items.
 } The file won’t change when they do.
calendar-done = ✔ { $name }
calendar-excused = Excused: { $name }
calendar-provisional = Provisional: { $name }
