# Words inside formatted values.
value-yes = Yes
value-no = No
value-none = none

period-week = week of { $day }
period-quarter = Q{ $quarter } { $year }

day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
ago-months = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
ago-years = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
ago-now = just now
in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
in-months = { $count ->
    [one] in { $count } month
   *[other] in { $count } months
}
in-years = { $count ->
    [one] in { $count } year
   *[other] in { $count } years
}
unit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
unit-year = { $count }
unit-hours = { $count } h
unit-minutes = { $count } min
unit-seconds = { $count } s
unit-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
unit-pieces = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
unit-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}

# Short amounts at the heads of columns.
short-thousand = { $number }K
short-million = { $number }M
short-milliard = { $number }B
unit-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kilobytes = { $size } KB
size-megabytes = { $size } MB
