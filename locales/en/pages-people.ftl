# Texts of people, roles, evidence and settings.

## evidence
evidence-title = Evidence
evidence-lead = Who did what, and when: every write, open, list, search, sign-in and refusal. Entries are sealed in a tree of hashes, so a later edit shows.
evidence-sealed = Sealed { $size } entries, last at { $at }
evidence-root = Root { $root }
evidence-not-sealed = Nothing is sealed yet.
evidence-when = When
evidence-who = Who
evidence-what = What
evidence-record = Record
evidence-channel = Channel
evidence-address = Address
evidence-detail = Detail
evidence-system = The system
evidence-filter-kind = What happened
evidence-filter-person = Person
evidence-filter-object = Kind of record
evidence-filter-record = Record number
evidence-filter-any = Any
evidence-filter-button = Show
evidence-older = Older entries
evidence-empty = No entry matches.

## people
people-title = People
people-lead = Who works here, what each may do, and when they were last seen.
people-add = Add a person
people-name = Name
people-email = E-mail
people-role = Roles
people-team = Team
people-branch = Branch
people-status = Status
people-seen = Last sign-in
people-never = Never
people-invite = Invite
people-invite-again = New invitation
people-invite-link-title = One-time link for { $name }
people-invite-link-text = Hand this link over yourself: mail comes with a later version. It opens once, until { $until }.
people-add-title = Add a person
people-add-text = The person gets a one-time link and chooses a password.
people-add-button = Add and make the link
people-edit-title = { $name }
people-save = Save
people-saved = Saved. It holds from the next click of this person.
people-freeze = Freeze
people-freeze-title = Freeze { $name }?
people-freeze-text = All sessions end at once and sign-in is refused. Clients and history stay; hand them over afterwards.
people-freeze-confirm = Freeze now
people-thaw = Let in again
people-none = —
people-no-one = Nobody is entered yet.
people-explain-roles = What each role may do

## roles
roles-title = Roles
roles-lead = What each role may do with which records. The narrowest word wins nothing: grants add up, and default is no.
roles-object = Kind of record
roles-may-set-up = Sets up people, roles and the company
roles-may-evidence = Reads the evidence
roles-none = nothing
roles-scope-own = own
roles-scope-team = of the team
roles-scope-branch = of the branch
roles-scope-all = all
roles-fields-impersonal = without personal data
roles-fields-only = only { $fields }
roles-fields-except = without { $fields }
roles-action-read = Read
roles-action-aggregate = Figures
roles-action-create = Create
roles-action-update = Change
roles-action-archive = Archive
roles-action-transfer = Hand over
roles-action-import = Import
roles-action-export = Export
roles-action-bulk_update = Change many
roles-action-merge = Merge
roles-action-print = Print
roles-action-mail_out = Mail out

## settings
settings-title = Settings
settings-lead = They hold for everybody. The zone decides which day an instant belongs to, so that all see the same figure.
settings-company = Company name
settings-country = Country (two letters)
settings-currency = Currency (three letters)
settings-fiscal-month = First month of the fiscal year
settings-language = Language of the company
settings-zone = Time zone
settings-button = Save
settings-saved = Saved.
