contact = Contact
contact-plural = Contacts

contact-f-name = Name
contact-f-name-help = First and last name as on a business card.
contact-f-first_name = First name
contact-f-last_name = Last name
contact-f-job_title = Position
contact-f-company = Company
contact-f-email = E-mail
contact-f-phone = Phone
contact-f-mobile = Mobile
contact-f-language = Language
contact-f-language-o-en = English
contact-f-language-o-es = Spanish
contact-f-language-o-ru = Russian
contact-f-language-o-other = Other
contact-f-birthday = Birthday
contact-f-consent = Consent to e-mails
contact-f-consent-help = Without it no newsletter may be sent.
contact-f-consent-o-given = Given
contact-f-consent-o-refused = Refused
contact-f-consent-o-not_asked = Not asked
contact-f-do_not_contact = Do not contact
contact-f-description = Notes
contact-f-last_contact = Last contact

contact-s-without_company = Without a company
contact-s-unreachable = Cannot be reached
contact-s-may_be_mailed = May be mailed

contact-m-count = Contacts

contact-r-parts = Part in deals

contact-c-main = Contact
contact-c-reach = Reaching them
contact-c-more = More
