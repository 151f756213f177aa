# A step on all records of a list, however many.

several-all-more = all of this list, more than { $count }
bulk-works = Changes of whole lists
bulk-works-none = Nothing was changed like this yet. Tick a row of the list, then “all of this list”.
bulk-what = Change
bulk-state = State
bulk-done = Changed
bulk-at = Begun
bulk-set = Change: { $field }
bulk-preview = See what would happen
bulk-judged = { $count ->
    [one] The first record was looked at: { $able } would change.
   *[other] The first { $count } records were looked at: { $able } would change.
}
bulk-preview-text = It is done in the background. You can leave the page, stop it and take it back. What cannot be changed is listed with its reason.
bulk-start = { $count ->
    [one] Start with one record
   *[other] Start with { $count } records
}
bulk-field = Field
bulk-before = Before
bulk-after = After
bulk-state-picking = Records are being picked
bulk-state-running = Running
bulk-state-stopped = Stopped
bulk-state-done = Done
bulk-state-undoing = Being taken back
bulk-state-undone = Taken back
bulk-state-undone-in-part = Taken back in part
bulk-running-text = { $done } of { $total } records. You may leave this page; the work goes on.
bulk-stop = Stop
bulk-stopped = It was stopped. What was done until then stays, until it is taken back.
bulk-waiting = { $count ->
    [0] No record waits any more.
    [one] One record still waits.
   *[other] { $count } records still wait.
}
bulk-go-on = Go on
bulk-updated = Changed
bulk-unchanged = Were so already
bulk-refused = Refused
bulk-still-waiting = Waiting
bulk-left = { $count ->
    [one] One record was left as it is; it is below, with the reason.
   *[other] { $count } records were left as they are; they are below, with the reasons.
}
bulk-not-back = { $count ->
    [one] One record is not taken back yet.
   *[other] { $count } records are not taken back yet.
}
bulk-undo-rest = Take back the rest
bulk-put-back = Put back
bulk-left-as-they-are = Left as they are
list-stopped-with-program = It stopped: Candor ended twice at the same place. No record is half done.
list-stopped-rights = It stopped because whoever began it may not do this any more.
list-stopped-fault = It stopped because of a fault, which stands in the log of the server. No record is half done.
fault-list-running = It is still running. Stop it first.
evidence-kind-bulk_update = Changed a whole list
list-stopped-picking = Candor ended while the records were being picked. Nothing was changed.
