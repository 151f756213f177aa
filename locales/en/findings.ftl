finding-clients_without_activity = Which clients has nobody been in touch with for ninety days?
finding-clients_without_activity-help = Clients leave in silence. Plan a call or a visit for each, with the person who keeps them.
finding-clients_without_activity-action = Plan the contact

finding-clients_without_keeper = Which clients does nobody keep?
finding-clients_without_keeper-help = They have no owner, or stand in the name of somebody who has left. Hand each to a person who will call.
finding-clients_without_keeper-action = Hand them over

finding-deals_past_close = Which open deals should have been closed by now?
finding-deals_past_close-help = Their expected day of closing has gone by, so the forecast counts money that is not coming. Win them, lose them or set a day one can believe.
finding-deals_past_close-action = Set the day

finding-deals_stuck = Which deals have been stuck at first contact for more than two weeks?
finding-deals_stuck-help = What does not move in two weeks rarely moves at all. Plan the next step, or close the deal with its reason.
finding-deals_stuck-action = Plan the next step

finding-deals_without_next_step = On which open deals has nobody planned anything?
finding-deals_without_next_step-help = A forecast made of deals without a next step is a guess. Give each a task with a day.
finding-deals_without_next_step-action = Plan the next step

finding-deals_won_without_contact = Which deals were won without anybody knowing who bought?
finding-deals_won_without_contact-help = There is money, but no person behind it: nobody can call back, and nobody can sell again. Name the contact on each.
finding-deals_won_without_contact-action = Name the contact

finding-duplicate_companies = Which companies stand in the base twice?
finding-duplicate_companies-help = They share a tax number, an e-mail, a phone or a name. Two cards for one client hide half of its history from each seller.
finding-duplicate_companies-action = Compare side by side

finding-duplicate_contacts = Which people stand in the base twice?
finding-duplicate_contacts-help = They share an e-mail or a mobile number. What was said to them is spread over two cards.
finding-duplicate_contacts-action = Compare side by side

finding-figures_in_doubt = Which imported figures can nobody vouch for?
finding-figures_in_doubt-help = The spreadsheets contradict themselves or each other here. Until somebody decides, every sum with these figures is in doubt.
finding-figures_in_doubt-action = Look and decide

finding-missing_facts = Which companies can nobody tell the basics about?
finding-missing_facts-help = They lack a phone, an e-mail, an industry or a tax number. Each person fills in what is missing on the companies they keep.
finding-missing_facts-action = Fill in what is missing

finding-missing_facts_contacts = Which contacts can one neither call nor write to?
finding-missing_facts_contacts-help = They have no e-mail and no phone. A name alone sells nothing.
finding-missing_facts_contacts-action = Fill in what is missing

finding-missing_facts_deals = Which deals lack what a forecast needs?
finding-missing_facts_deals-help = They have no company, or are open without an amount or a day of closing, or were lost without a reason.
finding-missing_facts_deals-action = Fill in what is missing

finding-overdue_tasks = Which tasks have passed their day?
finding-overdue_tasks-help = Somebody was promised something. Do them, or hand them to a person who has the time.
finding-overdue_tasks-action = Hand them over

finding-tickets_waiting = Which clients have waited for an answer for more than a week?
finding-tickets_waiting-help = Each day of waiting is a reason to leave. Hand the ticket to somebody who answers today.
finding-tickets_waiting-action = Hand them over
