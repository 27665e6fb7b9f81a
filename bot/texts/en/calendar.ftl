calendar-title = <b>Calendar</b>
calendar-name = My duties
calendar-private = The address is for you alone. Please don’t pass it on.
calendar-late = A moved date can take a day to arrive. “My duties” is always right.
calendar-has-address = There is an address. If you’ve lost it, get a new one; the old one then stops working.
calendar-not-public = You can save your due dates as a calendar file. There will be an address to subscribe to once the operators have set a public one.
calendar-address = Your address (shown only now):
calendar-file-button = Calendar file
calendar-address-button = Address to subscribe
calendar-new-address-button = New address
calendar-end-button = Stop
calendar-ended = Stopped: the address no longer works
calendar-none-to-end = There is no address to stop
calendar-empty = You have no duties with a date at present.
calendar-file = { $count ->
    [one] { $count } item.
   *[other] { $count } items.
 } The file won’t change when they do.
calendar-done = ✔ { $name }
calendar-excused = Excused: { $name }
calendar-provisional = Provisional: { $name }
