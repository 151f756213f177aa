# What keeps an arrangement of stages, lists, cards and menus from being taken over.
fault-stage-label = A new stage needs a name.
fault-stage-long = “{ $text }” is too long: at most { $limit } characters.
fault-stage-percent = “{ $text }” needs a probability: a whole number from 0 to 100.
fault-stage-many = At most { $limit } stages.
fault-stage-needed = “{ $text }” stays in use: new records begin there, or it is the last one with its outcome.
fault-stage-standing = { $count ->
    [one] { $count } record stands in “{ $text }”, and you may not move it.
   *[other] { $count } records stand in “{ $text }”, and you may not move all of them.
} Somebody who works with them must move them first.
fault-stage-full = { $count } records stand in “{ $text }”, and at most { $limit } are moved along with it. Move them first: in the list, tick a row, then “all of this list”.
fault-stage-where = { $count ->
    [one] { $count } record stands in “{ $text }”. Say where it goes.
   *[other] { $count } records stand in “{ $text }”. Say where they go.
}
fault-stage-stuck = { $count ->
    [one] “{ $title }” cannot be moved there: something it needs is missing.
   *[other] “{ $title }” and others ({ $count } in all) cannot be moved there: something they need is missing.
}
fault-stage-retired = “{ $text }” is out of use.
fault-layout-columns = At most { $limit } columns.
fault-layout-sections = At most { $limit } sections.
fault-layout-label = A new section needs a name.
