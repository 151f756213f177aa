holiday = Public holiday
holiday-plural = Public holidays

holiday-f-name = Name
holiday-f-day = Day
holiday-f-until = Last day
holiday-f-until-help = Only when it takes several days.
holiday-f-work_calendar = Only for
holiday-f-work_calendar-help = Empty: for the whole company.

holiday-s-coming = Coming

holiday-m-count = Public holidays

holiday-c-main = Public holiday
