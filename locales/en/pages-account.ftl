# Texts of sign-in, account, invitation, set-up and failures.

## account
account-title = My account
account-password-title = Password
account-password-old = Password now
account-password-new = New password
account-password-button = Change the password
account-password-done = The password is changed. Other devices are signed out.
account-sessions-title = Where you are signed in
account-sessions-since = Since
account-sessions-seen = Last seen
account-sessions-this = This device
account-sessions-end = Sign out there
account-sessions-end-others = Sign out everywhere else

## failures
failure-bad-title = This request cannot be read
failure-bad-text = Something in the address or the form is not what this page expects.
failure-broken-title = Something broke on our side
failure-broken-text = Nothing was saved. The log holds the cause under the number below.
failure-conflict-title = Somebody changed this meanwhile
failure-conflict-text = { $name } saved a change at { $at }. Open the record again and repeat yours.
failure-conflict-unknown = Somebody else saved a change. Open the record again and repeat yours.
failure-cross-site-title = Sent from another site
failure-cross-site-text = This form was sent by a page that is not ours, so nothing was done.
failure-forbidden-title = Not allowed
failure-forbidden-text = Your role does not include this. Whoever heads your team or administers Candor can say why.
failure-home = To the first page
failure-full-title = The disk is full
failure-full-text = Nothing of this was saved, and what was saved before is safe. Reading still works. Tell whoever runs Candor to free some space, then try again.
failure-invalid-title = Some values need another look
failure-not-found-title = Nothing here
failure-not-found-text = There is no such page or record, or it is not for you.
failure-request = Number of this request: { $id }
failure-sign-in-title = Sign in first
failure-sign-in-text = Your session has ended.
failure-too-large-title = Too large
failure-too-large-text = The limit is 1 MB for a form, 25 MB for a file and 100 MB for several together.
failure-too-many-title = Too many tries
failure-too-many-text = { $seconds ->
    [one] Wait { $seconds } second and try again.
   *[other] Wait { $seconds } seconds and try again.
}
failure-unavailable-title = Not available at the moment
failure-unavailable-text = The database does not answer. Try again in a minute; nothing was lost.

## invitation
invitation-title = Welcome, { $name }
invitation-lead = Choose a password and your account is open.
invitation-button = Open my account
invitation-closed-title = This invitation is closed
invitation-closed-text = It has been used or has run out. Ask whoever invited you for a new one.

## set-up
set-up-title = Set up your company
set-up-lead = You are the first here. Name the company and yourself; you become its owner.
set-up-company = Company
set-up-you = You
set-up-name = Your name
set-up-email = Your e-mail
set-up-password = Password
set-up-password-help = At least 15 characters. A sentence that only you would write is best.
set-up-country = Country
set-up-currency = Currency
set-up-zone = Time zone
set-up-language = Language
set-up-button = Create the company
set-up-closed-title = Set-up is closed
set-up-closed-text = The one-time link has been used or has run out. Starting the server on an empty database prints a new one.

## sign-in
sign-in-title = Sign in
sign-in-lead = One client base, and the truth about it.
sign-in-email = E-mail
sign-in-password = Password
sign-in-button = Sign in
sign-in-wrong = The e-mail or the password is not right.
sign-in-wait = { $seconds ->
    [one] Too many tries. Wait { $seconds } second.
   *[other] Too many tries. Wait { $seconds } seconds.
}
sign-out = Sign out

## frame
frame-demo = Demo company: everything in it is invented.
