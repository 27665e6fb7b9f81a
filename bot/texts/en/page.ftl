# The board in the browser.
page-units = Units
page-skip = Go to the board
page-choose-unit = Choose a unit
page-list = Items
page-year = Whole year
page-period = Period
page-duty = Duty
page-all-duties = All duties
page-find = Find
page-find-what = Find a holder, unit or item
page-more = More
page-picture = Picture, light
page-picture-dark = Picture, dark
page-picture-year = Picture of the year
page-print = Print this page
page-leave = Sign out
page-left = Signed out. To see it again, tap “Page” in the chat.
page-short-b = Excused
page-to-confirm = To confirm
page-close = Close
page-entries = Entries
page-story = So far
page-empty = There are no items in this period.
page-found-none = No items match.
page-all = All
page-total = Total
page-filter = Filter by state
page-vacant-posts = Vacant posts
page-open-duties = Show duties
page-legend = Legend
page-failed = The data can’t be read at the moment. Please try again later.
page-first = The first 300 are listed. Choose a unit or period below for the rest.
page-link =
    Open the board in your browser
    The link works once, within 10 minutes; please don’t forward it.
    You then stay signed in for a day, as long as you are a manager.
page-link-button = Open the page
page-app-button = Open here
page-no-address =
    The page is not set up yet; text and pictures work as usual.
    To have it, ask the operators to set DUTYBOT_PUBLIC_URL (a public https address) and restart.
page-export-xlsx = Export xlsx
page-export-docx = Export docx
page-export-csv = Export csv
page-file-asked = The file is being made; it will be sent to your private chat with the bot.
