ticket = Ticket
ticket-plural = Tickets

ticket-f-subject = Subject
ticket-f-description = What happened
ticket-f-status = Status
ticket-f-status-o-new = New
ticket-f-status-o-open = In work
ticket-f-status-o-waiting = Waiting for the client
ticket-f-status-o-solved = Solved
ticket-f-status-o-closed = Closed
ticket-f-priority = Priority
ticket-f-priority-o-low = Low
ticket-f-priority-o-normal = Normal
ticket-f-priority-o-high = High
ticket-f-priority-o-urgent = Urgent
ticket-f-kind = Kind
ticket-f-kind-o-question = Question
ticket-f-kind-o-complaint = Complaint
ticket-f-kind-o-fault = Fault
ticket-f-kind-o-return = Return
ticket-f-kind-o-wish = Wish
ticket-f-channel = Channel
ticket-f-channel-o-phone = Phone
ticket-f-channel-o-mail = E-mail
ticket-f-channel-o-website = Website
ticket-f-channel-o-visit = Visit
ticket-f-channel-o-chat = Chat
ticket-f-company = Company
ticket-f-contact = Contact
ticket-f-product = Product
ticket-f-due = Answer by
ticket-f-solved_at = Solved
ticket-f-satisfaction = Client's mark
ticket-f-satisfaction-help = From 1 (angry) to 5 (delighted).

ticket-s-open = Open
ticket-s-waiting_long = Open for more than a week
ticket-s-late = Past their time

ticket-m-count = Tickets
ticket-m-open_count = Open tickets
ticket-m-average_satisfaction = Average mark

ticket-c-main = Ticket
ticket-c-about = What it is about
ticket-c-dates = Dates
ticket-c-notes = Notes
