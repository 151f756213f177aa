campaign = Campaign
campaign-plural = Campaigns

campaign-f-name = Name
campaign-f-kind = Kind
campaign-f-kind-o-launch = Launch
campaign-f-kind-o-promotion = Promotion
campaign-f-kind-o-event = Event
campaign-f-kind-o-newsletter = Newsletter
campaign-f-kind-o-advertising = Advertising
campaign-f-kind-o-other = Other
campaign-f-channel = Channel
campaign-f-channel-o-mail = E-mail
campaign-f-channel-o-social_media = Social media
campaign-f-channel-o-search = Search
campaign-f-channel-o-print = Print
campaign-f-channel-o-fair = Trade fair
campaign-f-channel-o-phone = Phone
campaign-f-channel-o-partner = Partner
campaign-f-channel-o-other = Other
campaign-f-status = Status
campaign-f-status-o-planned = Planned
campaign-f-status-o-running = Running
campaign-f-status-o-finished = Finished
campaign-f-status-o-stopped = Stopped
campaign-f-starts_on = Starts
campaign-f-ends_on = Ends
campaign-f-budget = Budget
campaign-f-budget-help = What the campaign may cost.
campaign-f-spent = Spent
campaign-f-spent-help = What it has cost so far.
campaign-f-description = Notes
campaign-f-won_amount = Won amount
campaign-f-won_amount-help = The sum of won deals that came from this campaign.
campaign-f-won_deals = Won deals

campaign-s-running = Running

campaign-m-count = Campaigns
campaign-m-budget_sum = Budget
campaign-m-spent_sum = Spent

campaign-c-main = Campaign
campaign-c-money = Money
campaign-c-notes = Notes
