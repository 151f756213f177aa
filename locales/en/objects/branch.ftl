branch = Branch
branch-plural = Branches

branch-f-name = Name
branch-f-head = Head
branch-f-head-help = Sees all the records of this branch and of those below it.
branch-f-parent = Belongs to
branch-f-parent-help = The branch above this one.
branch-f-city = City
branch-f-country = Country
branch-f-work_calendar = Working hours
branch-f-work_calendar-help = Of the people of this branch. Empty: those of the branch above, else Monday to Friday, 09:00 to 18:00.

branch-m-count = Branches

branch-c-main = Branch

branch-r-branches = Branches below
