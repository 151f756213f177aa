activity = Activity
activity-plural = Activities

activity-f-kind = Kind
activity-f-kind-o-call = Call
activity-f-kind-o-meeting = Meeting
activity-f-kind-o-mail = E-mail
activity-f-kind-o-note = Note
activity-f-subject = Subject
activity-f-subject-help = In a few words: what it was about.
activity-f-body = What was said
activity-f-at = When
activity-f-duration = Duration
activity-f-direction = Direction
activity-f-direction-o-incoming = Incoming
activity-f-direction-o-outgoing = Outgoing
activity-f-outcome = Result
activity-f-outcome-o-reached = Reached
activity-f-outcome-o-no_answer = No answer
activity-f-outcome-o-call_back = Call back later
activity-f-outcome-o-refused = Refused
activity-f-outcome-o-agreed = Agreed
activity-f-company = Company
activity-f-contact = Contact
activity-f-deal = Deal

activity-s-this_week = Last seven days
activity-s-calls = Calls
activity-s-meetings = Meetings
activity-s-timed = Meetings and calls

activity-m-count = Activities
activity-m-calls = Calls
activity-m-meetings = Meetings

activity-c-main = Activity
activity-c-about = With whom, about what
activity-c-notes = Notes
