# Boards: what they are by, lanes, limits, and the small form that a step asks for.

board-filter = Conditions
board-by = Columns by
board-lanes = Lanes by
board-no-lanes = no lanes
board-lanes-by = lanes: { $field }
board-figure = Figure of each column
board-no-figure = no figure
board-next = Show more
board-keys = Space picks the card up. Then the arrow keys carry it, Space or Enter puts it down, and Escape takes it back.
board-picked = “{ $title }” is picked up from { $column }. Arrow keys carry it.
board-over = { $column }
board-dropped = “{ $title }” is put down at { $column }.
board-back = “{ $title }” is back at { $column }.
board-limit = At most so many
board-limit-set = Limit of { $column }
board-limit-hint = Blank: no limit. Beyond it the board warns, and refuses nothing.
board-limit-of = of at most so many
board-limit-over = more than there should be

gate-question = “{ $title }”: to { $stage }
gate-lead = This step asks for what is not filled in yet.
gate-must = It cannot go there without this.
gate-may = You can leave this open.
