user = Person
user-plural = People

user-f-name = Name
user-f-email = E-mail
user-f-email-help = The person signs in with it.
user-f-phone = Phone
user-f-job_title = Position
user-f-manager = Manager
user-f-status = Status
user-f-status-o-no_sign_in = No sign-in
user-f-status-o-invited = Invited
user-f-status-o-active = Active
user-f-status-o-frozen = Frozen
user-f-status-o-left = Left
user-f-language = Language
user-f-language-o-en = English
user-f-language-o-es = Spanish
user-f-language-o-ru = Russian
user-f-roles = Roles
user-f-roles-help = What the person may see and do. Several roles add up.
user-f-roles-o-owner = { role-owner }
user-f-roles-o-branch_head = { role-branch_head }
user-f-roles-o-team_lead = { role-team_lead }
user-f-roles-o-seller = { role-seller }
user-f-roles-o-support = { role-support }
user-f-roles-o-marketing = { role-marketing }
user-f-roles-o-analyst = { role-analyst }
user-f-roles-o-auditor = { role-auditor }
user-f-roles-o-administrator = { role-administrator }

user-s-active = Active
user-s-without_sign_in = Without sign-in

user-m-count = People

user-c-main = Person
user-c-reach = Reaching them
user-c-rights = Rights

user-r-reports = Reports to this person
