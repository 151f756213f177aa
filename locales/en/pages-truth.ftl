# Texts of the truths.

## truth
truth-title = Truth
truth-lead = What your records say today, by what weighs most. Each number is one click from its records.
truth-week-title = To mend this week
truth-more-title = Also true
truth-clear-title = Checked, nothing found
truth-none-title = Nothing found: good
truth-none-text = { $count ->
    [one] { $count } question was put to your records and none found anything.
   *[other] { $count } questions were put to your records and none found anything.
}
truth-empty = Once there are records, the questions are put to them. Import your spreadsheets, or enter the first ones.
truth-empty-title = Nothing to judge yet
truth-no-records-title = Your role sees no records
truth-no-records-text = These questions are put to clients, deals and tasks. Whoever has your role reads none of them, so there is nothing to tell you here.
truth-untold-title = Cannot be told
truth-unjudged-title = Not everything can be told
truth-unjudged-text = Nothing was found, but of some records it is not known. See below.
truth-unjudged = { $count ->
    [one] not known for { $count } record
   *[other] not known for { $count } records
}
truth-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
truth-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
truth-weight-none = no amount known
truth-who = Whose
truth-nobody = Nobody
truth-open = See the records
truth-unit-records = { $count ->
    [one] record
   *[other] records
}
truth-trend-more = { $count } joined in the last 30 days, { $before } in the 30 before
truth-trend-quiet = None joined in the last 60 days
truth-trend-known = day known for { $known } of { $count }
truth-trend-up = growing
truth-trend-down = shrinking
truth-trend-even = steady
truth-severity-grave = Grave
truth-severity-warning = Warning
truth-severity-note = Note
truth-action-plan_task = Plan a task on each
truth-action-transfer = Hand over
truth-action-complete = Fill in what is missing
truth-action-merge = Compare
truth-action-decide = Decide
truth-broken = This could not be worked out.
truth-out-of-sight = Your role sees too little of this to answer
truth-hidden = Somebody you may not see
truth-plan-title = Plan a task on each record
truth-plan-text = { $count ->
    [one] { $count } task is made, for the owner of the record.
   *[other] { $count } tasks are made, each for the owner of its record.
}
truth-plan-gone = { $count ->
    [one] { $count } record is in the name of nobody, or of somebody who has left or is frozen. That task becomes yours; you can hand it on.
   *[other] { $count } records are in the name of nobody, or of somebody who has left or is frozen. Those tasks become yours; you can hand them on.
}
truth-plan-subject = What is to be done
truth-plan-due = Until
truth-plan-button = Plan the tasks
truth-plan-done = { $count ->
    [one] { $count } task planned.
   *[other] { $count } tasks planned.
}
truth-plan-limit = The first { $count } records, the rest after these are done.
truth-transfer-title = Hand the records over
truth-transfer-text = { $count ->
    [one] { $count } record gets a new owner.
   *[other] { $count } records get a new owner.
}
truth-transfer-to = To whom
truth-transfer-button = Hand over
truth-transfer-done = { $count ->
    [one] { $count } record handed over.
   *[other] { $count } records handed over.
}
truth-compare-title = Likely the same
truth-compare-lead = They share a value that should belong to one. Candor cannot merge two cards into one yet. Open both and decide which one stays, put on it what only the other one has (facts, deals, contacts, tasks), then archive the other.
truth-compare-key = Same { $field }
truth-compare-open = Open
truth-compare-none = No two records share a value.
truth-back = Back to the truths
