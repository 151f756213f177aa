# Lists, cards, forms, board, funnel, figures, search, my day.
action-new = New
action-edit = Edit
action-archive = Archive
action-restore = Restore
action-transfer = Hand over
action-why = Why can I see this?
action-share = Share
action-hide = Hide from somebody
action-more = More
action-back = Back
action-open = Open

view-list = List
view-board = Board
view-funnel = Funnel
view-figures = Figures

view-save = Save view
view-changed = changed since it was saved
view-name = Name of the view
view-shared = For everybody who sees this list
view-save-changes = Save changes
view-save-new = Save as new
view-favourite = Put among favourites
view-no-favourite = Take from favourites
view-opens = Open the list with it
view-opens-not = Do not open the list with it
view-link = Address of this view
view-remove = Delete view
view-remove-question = Delete the view “{ $name }”?
view-remove-shared = Everybody loses it: it is shared. The records stay as they are.
view-remove-own = The records stay as they are.
said-view-kept = The view “{ $name }” is saved.
said-view-removed = The view is deleted.

list-views = Views
list-segments = Segments
list-all = All
list-search = Search in this list
list-columns = Columns
list-dense = Rows closer together
list-archived = Archived
list-order = Order
list-group = Group
list-whole = All of them
order-by = Order by
order-then = then by
order-way = Direction
order-up = ascending
order-down = descending
order-own = As usual
group-none = Not grouped
foot-none = Nothing below
foot-sum = Sum
foot-avg = Average
foot-median = Median
foot-min = Least
foot-max = Greatest
width-of = Width of “{ $column }”
width-auto = width: auto
width-xs = very narrow
width-s = narrow
width-m = medium
width-l = wide
width-xl = very wide
foot-of = Below { $column }
column-before = Move { $column } forward
column-after = Move { $column } back
cell-edit = Change here
peek-open = Show beside the list
peek-whole = Open whole page
list-pages = Pages
list-count = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
list-count-more = More than { $count } records
list-first = First page
list-next = Next
list-show-all = Show all
list-nothing-found = Nothing found
list-nothing-found-text = No record meets these conditions. Take one away, or look at all of them.
list-empty = Nothing here yet
list-empty-text = Create the first record, or bring in the spreadsheets you already have.

filter-add = Filter
filter-apply = Apply
filter-remove = take this condition away
filter-how = Comparison
filter-text = Condition in the query language
filter-as-text = Edit as text
filter-me = me
filter-is = { $field } is { $value }
filter-is-not = { $field } is not { $value }
filter-within = { $field } is { $value } or below
filter-contains = { $field } contains { $value }
filter-at-least = { $field } from { $value }
filter-at-most = { $field } up to { $value }
filter-over = { $field } over { $value }
filter-under = { $field } under { $value }
filter-and = { $left } and { $right }
filter-or = { $left } or { $right }
filter-with = How it goes with the others
filter-as-well = as well as the others
filter-or-else = or else: { $other }
filter-has = there are some
filter-has-none = there is none
filter-reach = Its fields
filter-any-record = any record
filter-some = { $many }: some
filter-none = { $many }: none
filter-some-where = { $many }: some where { $what }
filter-none-where = { $many }: none where { $what }
operator-over = over
operator-under = under
cell-failed = This could not be saved. What you typed still stands here: try again.
filter-known = { $field } is known
filter-unknown = { $field } is not known
outcome-open = still open
outcome-won = won by now
outcome-lost = lost by now
operator-is = is
operator-is-not = is not
operator-within = is, with all below
operator-contains = contains
operator-at-least = at least
operator-at-most = at most
operator-known = is known
operator-unknown = is not known

record-archived = Archived
record-untitled = Untitled
value-hidden = hidden

card-story = Story
card-facts = Details
card-record = Record
card-all = All
card-group = Whole group
card-add = Add: { $what }
link-change = Change: { $title }
link-remove = Take away: { $title }

composer-hint = Write what happened, or what is to be done…
composer-kind = What it is
composer-note = Note
composer-call = Call
composer-meeting = Meeting
composer-mail = Mail
composer-task = Task
composer-due = until
composer-add = Add

story-created = created the record
story-changed = changed
story-entered = entered
story-undo = Undo

form-new = New { $what }
form-required = must be filled
form-look-up = Type to find…
form-look-up-person = Type a name…
form-currency = Currency
form-not-found = Nothing found under this name.
form-several = Several have this name: type more of it, or choose one from the list.

conflict-title = { $who } changed this record { $when }, after you opened it
conflict-somebody = Somebody
conflict-text = Your own values stand below. Change them if the others are right, then save; or cancel to keep the other change.
conflict-keep = Save my values

action-later = Make later ones like this
later-question = Make the later ones like “{ $title }”?
later-text = { $count ->
    [0] None is made ahead at present: nothing would change.
    [one] { $count } later one is made anew: with the subject, hour and everything else of this one. What it had of its own goes. You can take it back.
   *[other] { $count } later ones are made anew: with the subject, hour and everything else of this one. What they had of their own goes. You can take it back.
}
said-later = The later ones are like this one now.
said-later-none = No later one is made ahead at present: nothing was changed.
archive-question = Archive “{ $title }”?
archive-text = It disappears from lists, boards and figures. Nothing is lost: you can restore it at any time.
transfer-question = Hand over “{ $title }”
transfer-text = Owner, team and branch change together. The story keeps who had it before.
transfer-to = To whom
transfer-colleagues = Colleagues
transfer-else = Somebody else
transfer-late = { $count } late
transfer-open = { $count ->
    [one] { $count } open task
   *[other] { $count } open tasks
}

why-title = Why can I see this?
why-note = The same decision guards every list, search, figure and export.
why-share = It was given to you to read, { $until }.
why-share-write = It was given to you to read and change, { $until }.
why-role = As { $role } you may read { $scope }.
why-role-through = As { $role } you may read whose { $related } are among { $scope }.
why-ends = As { $role } you may read both records that it links.
why-theirs-share = Given to read, { $until }.
why-theirs-share-write = Given to read and change, { $until }.
why-theirs-role = { $role }: { $scope }.
why-theirs-role-through = { $role }: { $related } of it are among { $scope }.
why-theirs-ends = { $role }: may read both records that it links.
why-denied = A special rule takes it away { $until }: “{ $reason }”
why-no-grant = No right leads to this record.
why-everybody = Who sees this
why-sees = Sees it
why-sees-not = Does not
why-scope-none = nothing
why-scope-own = your own records
why-scope-team = the records of your team
why-scope-branch = the records of your branch
why-theirs-own = their own records
why-theirs-team = the records of their team
why-theirs-branch = the records of their branch
why-scope-all = all records of this kind

share-title = Share “{ $title }”
share-lead = Give this one record to a colleague. What hangs on it, such as deals or tasks, stays with those who have it.
share-to = With whom
share-until = Until (last day)
share-until-hint = Blank: until it is taken back.
share-level = What they may do
share-read = Read it
share-write = Read and change it
share-button = Share
share-present = Shared with
share-reads = reads
share-writes = changes
share-by = By { $who } on { $when }, { $until }
share-end = Take back
share-no-end = until it is taken back
share-until-day = until { $day }
said-shared = Shared with { $who }.
said-share-ended = Taken back.

said-created = Created.
said-saved = Saved.
said-added = Added.
said-archived = “{ $title }” is archived.
said-restored = Restored.
said-transferred = Handed over to { $who }.
said-moved = “{ $title }” is now at { $stage }.
said-undone = The change is undone.
said-undone-partly = Undone, except for fields that were changed again since.
said-conflict = Somebody changed this record a moment ago. Look at it again, then repeat the step.

board-mine = Mine
board-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
board-move = Move { $title }
board-move-to = Move to
board-move-do = Move
board-weighted = Sum weighted by the stage’s probability

funnel-reached = reached it
funnel-stay = median stay
funnel-closed = Closed
funnel-win-rate = Win rate
funnel-win-rate-note = won of all closed
funnel-went-on = { $share } went on
funnel-empty = There are no records to follow through the stages.
funnel-method = Every record entered at the first stage; one that stands in an open stage passed those before it; a closed one passed them all. The days are the median of those who stand in the stage now.

figures-by = By
figures-total = Total
figures-stretch = Stretch of time
figures-measures = Figures
figures-unknown = not known
figures-withheld = { $count ->
    [one] { $count } group is withheld: it is over fewer than five records, and your role reads figures, not records.
   *[other] { $count } groups are withheld: each is over fewer than five records, and your role reads figures, not records.
}
figures-empty = There are no records to count.
stretch-day = day
stretch-week = week
stretch-month = month
stretch-quarter = quarter
stretch-year = year

search-title = Search
search-start = What are you looking for?
search-start-text = Any part of a name, phone number, e-mail or tax id: two letters are enough.
search-nothing = Check the spelling, or try a shorter part of the name.
search-layout = Showing what “{ $text }” finds.
search-near = Nothing is called exactly that. Near it:
search-near-layout = Nothing is called exactly that. Near “{ $text }”:
search-layout-show = Show what “{ $text }” finds

several-picked = Picked:
several-page = whole page
several-all = all { $count } of this list
several-change = Change
several-none = Nothing is picked. Tick the rows first.
several-archive-question = { $count ->
    [one] Archive one record?
   *[other] Archive { $count } records?
}
several-restore-question = { $count ->
    [one] Restore one record?
   *[other] Restore { $count } records?
}
several-transfer-question = { $count ->
    [one] Hand one record over
   *[other] Hand { $count } records over
}
several-set-question = { $count ->
    [one] { $field } of one record
   *[other] { $field } of { $count } records
}
several-same = { $count ->
    [one] One is so already.
   *[other] { $count } are so already.
}
several-left = { $count ->
    [one] One stays as it is:
   *[other] { $count } stay as they are:
}
several-more = and { $count } more
several-no-right = you may not do this with it
several-undo-question = Take the change back?
several-undo-text = Every record of it gets back what it had. What somebody changed since stays.
said-several = { $count ->
    [one] One record changed.
   *[other] { $count } records changed.
}
