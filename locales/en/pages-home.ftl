# My day: one's own and the team's.
home-title = Good day, { $name }
home-whose = Whose day
home-me = My day
home-team = Team
home-tasks = My tasks
home-tasks-empty = Nothing to do. Plan the next step on one of your deals.
home-late-head = Late tasks
home-late-all = Late tasks
home-late-empty-all = Nothing is late.
home-meetings = Today
home-meetings-empty = No meeting and no call today.
home-unplanned = Deals without a next step
home-unplanned-head = No next step
home-unplanned-all = Deals without a next step
home-unplanned-empty = Each of your open deals has a next step.
home-unplanned-empty-all = Each open deal has a next step.
home-closing = Closing soon
home-closing-empty = None of your deals is expected to close within 30 days.
home-closing-all = Closing within 30 days
home-closing-empty-all = No open deal is expected to close within 30 days.
home-quiet = Gone quiet
home-quiet-head = Gone quiet
home-quiet-all = Clients gone quiet
home-quiet-empty = You have been in touch with each of your clients within 90 days.
home-quiet-empty-all = Somebody has been in touch with each client within 90 days.
home-quiet-never = never in touch
home-deals = { $count ->
    [one] { $count } deal
   *[other] { $count } deals
}
home-open = My open deals
home-weighted = Weighted by probability
home-won = Won this month
home-overdue = Overdue tasks
home-open-all = Open deals
home-weighted-all = Weighted by probability
home-won-all = Won this month
home-overdue-all = Overdue tasks
home-done = Done: { $title }
home-hand-over = Hand over “{ $title }”
home-crew = Who needs help
home-crew-person = Person
home-crew-nobody = Nobody’s
home-crew-tasks-head = Open tasks
home-crew-open-head = Open deals
home-empty = A quiet day
home-empty-text = Your role reads no clients or deals. What you may open stands in the menu.
