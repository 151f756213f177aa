work_calendar = Working hours
work_calendar-plural = Working hours

work_calendar-f-name = Name
work_calendar-f-monday = Monday
work_calendar-f-tuesday = Tuesday
work_calendar-f-wednesday = Wednesday
work_calendar-f-thursday = Thursday
work_calendar-f-friday = Friday
work_calendar-f-saturday = Saturday
work_calendar-f-sunday = Sunday
work_calendar-f-monday-help = Hours that are worked, like 09:00–14:00, 15:30–18:30. Empty: a day off.

work_calendar-m-count = Working hours

work_calendar-c-main = Working hours
work_calendar-c-week = The week

work_calendar-r-branches = Branches
work_calendar-r-holidays = Its own holidays
