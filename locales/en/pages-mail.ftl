# Mail out: the mail server, what was sent, the digest, the link that ends it.
mail-title = Mail
mail-lead = The mail server through which Candor writes to the people of the company. Nobody else is ever written to.
mail-host = Server
mail-port = Port
mail-security = Connection
mail-security-starttls = STARTTLS (usually port 587)
mail-security-tls = TLS from the first byte (usually port 465)
mail-security-none = Not encrypted (only on this machine)
mail-user = User, if the server asks for one
mail-password = Password of that user
mail-password-help = Kept sealed and never shown again.
mail-password-kept = A password is kept. Leave this empty to keep it; for another server or user it must be typed anew.
mail-from = Messages come from this address
mail-name = With this name
mail-certificate-title = A server of your own with its own certificate
mail-certificate = Certificate
mail-certificate-help = In PEM form, beginning with BEGIN CERTIFICATE. It is trusted beside the usual authorities.
mail-own-password-help = Your own password, because this decides where the company's messages go.
mail-links = Links in messages begin with { $address }.
mail-saved = Saved. Send yourself a message to see whether it arrives.
mail-forget = Send no mail any more
mail-forgotten = No mail is sent any more, and the password is forgotten.
mail-test-title = Try it
mail-test-lead = A short message goes to your own address, now.
mail-test-button = Send me a test message
mail-test-done = The server has taken a message to { $address }. If it does not arrive, look among unwanted mail.
mail-test-failed = The message did not leave.
mail-test-subject = A test message from Candor
mail-test-body = This message arrived: mail from Candor works.
mail-failure-unknown = There is no server called { $said }. Check the name.
mail-failure-denied = { $said } lies at an address that Candor does not connect to.
mail-failure-open = { $said } is another machine: choose an encrypted connection.
mail-failure-silent = No mail server answers at { $said }. Check server, port and connection.
mail-failure-untrusted = No safe connection came about: { $said }. Check port and connection, or give the server's own certificate.
mail-failure-unencrypted = The server offers no STARTTLS. Choose TLS, or another port.
mail-failure-no-sign-in = The server offers no sign-in over this connection. Choose an encrypted one, or leave the user empty.
mail-failure-password = The server refused user or password: { $said }
mail-failure-sealed = What was kept cannot be opened on this machine. Type the password anew.
mail-failure-later = The server asks to come again later: { $said }
mail-failure-refused = The server refused the message: { $said }
mail-failure-letter = { $said } is no address that can be written to.
mail-sent-title = Messages sent
mail-sent-lead = To whom and when, not what. Kept for { $days } days.
mail-sent-none = Nothing was sent yet
mail-sent-none-text = Messages to people of the company are listed here: sent, waiting or failed, and why.
mail-sent-to = To
mail-sent-kind = What
mail-sent-at = Since
mail-sent-state = State
mail-sent-why = Why
mail-sent-next = Next try: { $at }.
mail-sent-again = Try again
mail-sent-again-done = It is tried again within seconds.
mail-kind-digest = Digest
mail-kind-invitation = Invitation
mail-state-waits = Waits
mail-state-sent = Sent
mail-state-failed = Failed
mail-state-nothing = Nothing to tell
mail-wish-title = Mail to me
mail-wish-lead = Unread notifications and your day in short. In quiet hours nothing is sent, and nothing is sent when there is nothing to tell.
mail-wish-none = No mail server is set up yet: nothing is sent until then.
mail-wish-never = Never
mail-wish-daily = Each working day
mail-wish-hourly = Every hour on working days, when there is something new
mail-wish-at-once = At once, but only mentions and what is handed to me
mail-wish-hour = Each working day at
mail-digest-title = { $name }, here is what waits for you
mail-digest-new = { $count ->
    [one] { $count } new notification
   *[other] { $count } new notifications
}
mail-digest-all = All of them
mail-digest-change = Choose when you are written to
mail-digest-leave = No more such messages
mail-day-overdue = { $more ->
    [yes] more than { $count } overdue tasks
   *[no] { $count ->
        [one] { $count } overdue task
       *[other] { $count } overdue tasks
    }
}
mail-day-today = { $more ->
    [yes] more than { $count } tasks for today
   *[no] { $count ->
        [one] { $count } task for today
       *[other] { $count } tasks for today
    }
}
mail-day-without-next-step = { $more ->
    [yes] more than { $count } deals without a next step
   *[no] { $count ->
        [one] { $count } deal without a next step
       *[other] { $count } deals without a next step
    }
}
mail-invitation-title = Your access to { $company }
mail-invitation-body = { $name }, you were given access. Choose a password and come in.
mail-invitation-open = Choose a password
mail-invitation-until = The link opens once, until { $until }
mail-invitation-not = If you did not expect this, do nothing.
mail-invitation-send = Send the link by mail
mail-invitation-goes = The link also goes out by mail.
mail-leave-title = No more messages by mail?
mail-leave-text = Digests of notifications are not sent to you any more. You can choose them again in your account.
mail-leave-button = Send me no more
mail-leave-done = No more digests are sent to you
mail-leave-back = In your account you choose whether and when you are written to.
mail-leave-unknown = This link ends nothing
evidence-kind-mail_test = Sent a test message
evidence-kind-mail_again = Tried a message again
evidence-kind-mail_left = Ended messages by a link
fault-mail-host = This is no name or address of a server.
fault-mail-port = The port is a number from 1 to 65535.
fault-mail-security = Choose how the connection is made.
fault-mail-from = This is no e-mail address.
fault-mail-line = Name and user are one short line each.
fault-mail-certificate = This is no certificate in PEM form.
fault-mail-password = The user needs a password.
fault-mail-password-anew = For another server, user or connection the password must be typed anew.
fault-mail-open-password = A password is not sent over a connection that is not encrypted.
fault-mail-hour = Choose when you want to be written to.
