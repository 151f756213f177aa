# The guided start of a new company.
start-title = Getting started
start-lead = Five steps, some five minutes. Take them in any order, leave out what does not fit; each can be done later on its own page.
start-progress = { $done } of { $all } steps done
start-step-done = Done
start-go-on = Go on
start-later = Not now
start-lines-wait = At most { $most } lines at once: the others wait in the field.
start-done = Finish

start-company-title = The company
start-company-text = Name, currency, country and time zone hold for every figure.
start-company-change = Change

start-branches-title = Branches
start-branches-text = Offices, shops, regions. With one place only, type its name.
start-branches-names = Names, one a line
start-branches-add = Add branches
start-branches-made = { $count ->
    [0] These branches are there already.
    [one] One branch was added.
   *[other] { $count } branches were added.
 }

start-people-title = People
start-people-text = Whoever works with clients. Each gets a link to choose a password.
start-people-lines = Name and e-mail, one person a line
start-people-example = Ana López, ana@firm.example
start-people-help = Paste them from a spreadsheet or a mail. Roles, teams and branches of each can be changed later under People.
start-people-add = Add and make links
start-people-links = Links for your people
start-people-links-text = Send each person their link. It opens once, within three days, and is shown only now; a new one can be made under People.

start-clients-title = Clients
start-clients-text = Drop the spreadsheets you have, however they contradict each other: you see what differs and decide before anything is written.
start-clients-import = Bring in spreadsheets
start-sample-add = Look round with sample data
start-sample-help = The sample is six invented clients with deals, tasks and talks. Throw it away whenever you like: it goes as one piece.
start-sample-added = The sample is in. Look round, change what you like.
start-sample-in = The sample is in. Before you work in earnest, throw it away: what you made yourself stays.
start-sample-drop = Throw the sample away

start-pipeline-title = Deals and their stages
start-pipeline-text = Each deal goes through these stages, and every move is kept with its day and author.
start-pipeline-new = First deal
start-pipeline-board = Board
