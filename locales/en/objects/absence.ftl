absence = Absence
absence-plural = Absences

absence-f-kind = Why
absence-f-kind-help = Only you and your heads see it; others see that you are away.
absence-f-kind-o-leave = Leave
absence-f-kind-o-sick = Sick
absence-f-kind-o-other = Other
absence-f-first_day = First day
absence-f-last_day = Last day
absence-f-note = Note

absence-s-now = Away today
absence-s-coming = Coming

absence-m-count = Absences

absence-c-main = Absence
