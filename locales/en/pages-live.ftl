# What others change while a page is open.
live-changes = Changes: #
live-show = Show
live-by = { $name } changed this meanwhile
live-somebody = Somebody changed this meanwhile
live-look = Look at it
live-here = Also here: { $names }
