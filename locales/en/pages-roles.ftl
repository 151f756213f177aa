# Texts of the pages that make and change roles.
role-new = New role
role-like = Begins as a copy of “{ $role }”. Change what differs; you see what it means before it holds.
role-lead = You see what a change means before it holds.
role-label = Name of the role
role-label-example = Trainee
role-help = What it is for
role-reach = Kinds of record
role-company = The company
role-sees = Sees
role-works = Works with
role-further-none = Nothing further
role-show = Show what changes
role-effect = What changes
role-effect-none = The reach of the role stays as it is.
role-effect-held = { $count ->
    [one] One person has this role.
   *[other] { $count } people have this role.
}
role-apply = Apply
role-apply-text = Nothing is changed yet.
role-saved = The role “{ $label }” holds from the next click on.
role-make-like = New role like this one
role-change = Change
role-remove = Remove the role
role-remove-question = Remove the role “{ $label }”?
role-remove-text = Nobody may have it any more. What was done with it stays in the evidence.
role-removed = The role is removed.
fault-role-held = { $count ->
    [one] One person still has this role. Give them another one first.
   *[other] { $count } people still have this role. Give them another one first.
}
fault-role-unseen = Nobody works with records that they do not see. Let the role see at least as far as it works.
