# What new packs change for somebody, and who has read it.
edition-title = <b>The rules have a new edition</b>
    { $count ->
    [1] One of your duties changes:
   *[other] { $count } of your duties change:
    }
edition-new = <b>New</b>
edition-gone = <b>No longer owed</b>
edition-cadence = <b>Owed at other times</b>
edition-wording = <b>Worded anew</b>
edition-duty = · { $duty }
edition-duty-how-often = · { $duty } ({ $cadence })
edition-duty-changed = · { $duty }: { $cadence }; before: { $before }
edition-more = And { $count } more.
edition-since = A period that has begun is finished by the former edition; the next one goes by the new one. If you have read this, you may tap the button below.
edition-read-button = I have read it
edition-read = Noted. Thank you.
edition-readers-button = New edition read
edition-readers-title = <b>Who has read the new edition</b>
edition-readers-none = No new edition has changed anybody’s duties here.
edition-readers-counts = { $organisation }: of { $told } told on { $day } or after, { $read } have read it.
edition-readers-unread = Not yet: { $names }
edition-readers-free = <i>Nobody has to say so; duties hold all the same.</i>
