task = Task
task-plural = Tasks

task-f-subject = What to do
task-f-due = Due
task-f-status = Status
task-f-status-o-open = Open
task-f-status-o-done = Done
task-f-status-o-cancelled = Cancelled
task-f-priority = Priority
task-f-priority-o-low = Low
task-f-priority-o-normal = Normal
task-f-priority-o-high = High
task-f-company = Company
task-f-contact = Contact
task-f-deal = Deal
task-f-done_at = Done
task-f-description = Notes

task-s-open = Open
task-s-mine = Mine
task-s-today = For today
task-s-overdue = Overdue

task-m-count = Tasks
task-m-open_count = Open tasks
task-m-overdue_count = Overdue tasks

task-c-main = Task
task-c-about = What it is about
task-c-notes = Notes
