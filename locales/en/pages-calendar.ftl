# The calendar: views, moving, planning.
page-calendar = Calendar
calendar-view-day = Day
calendar-view-week = Week
calendar-view-month = Month
calendar-view-team = Team
calendar-views = How days are shown
calendar-steps = Other days
calendar-before = Back
calendar-after = Forward
calendar-today = Today
calendar-hours = All hours
calendar-people = Whose time
calendar-show = Show
calendar-own = As at first
calendar-new = New meeting
calendar-add = New meeting on { $day }
calendar-nothing = Nothing planned.
calendar-person = Person
calendar-others = Of other people’s time only what you may read is shown; an empty day need not be a free one.
calendar-much = There is more here than can be shown. Choose fewer people or fewer days.
calendar-plan = To plan
calendar-plan-hint = Drag a task onto a day.
calendar-move = When
calendar-move-label = Move “{ $title }”
calendar-move-do = Move
calendar-moved = “{ $title }” is moved.
calendar-day = Day
calendar-time = Time
calendar-minutes = Minutes
calendar-weekday-1 = Monday
calendar-weekday-2 = Tuesday
calendar-weekday-3 = Wednesday
calendar-weekday-4 = Thursday
calendar-weekday-5 = Friday
calendar-weekday-6 = Saturday
calendar-weekday-7 = Sunday
calendar-short-1 = Mon
calendar-short-2 = Tue
calendar-short-3 = Wed
calendar-short-4 = Thu
calendar-short-5 = Fri
calendar-short-6 = Sat
calendar-short-7 = Sun
calendar-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
