branch = Branch
branch-plural = Branches

branch-f-name = Name
branch-f-head = Head
branch-f-head-help = Sees all the records of this branch and of those below it.
branch-f-parent = Belongs to
branch-f-parent-help = The branch above this one.
branch-f-city = City
branch-f-country = Country

branch-m-count = Branches

branch-c-main = Branch

branch-r-branches = Branches below
