order = Order
order-plural = Orders

order-f-number = Number
order-f-company = Company
order-f-contact = Contact
order-f-deal = Deal
order-f-ordered_on = Ordered
order-f-status = Status
order-f-status-o-draft = Draft
order-f-status-o-confirmed = Confirmed
order-f-status-o-invoiced = Invoiced
order-f-status-o-paid = Paid
order-f-status-o-cancelled = Cancelled
order-f-amount = Amount
order-f-amount-help = What the client pays for the whole order, without tax.
order-f-due_on = Payment due
order-f-description = Notes
order-f-paid = Paid so far
order-f-paid-help = The sum of its payments.
order-f-lines_amount = Sum of lines
order-f-lines_amount-help = Where it differs from the amount, one of the two is wrong.
order-f-last_payment = Last payment

order-s-unpaid = Unpaid
order-s-late = Overdue
order-s-without_company = Without a company

order-m-count = Orders
order-m-amount_sum = Amount
order-m-amount_sum-help = Cancelled orders do not count.
order-m-average_amount = Average order

order-c-main = Order
order-c-money = Money
order-c-dates = Dates
order-c-notes = Notes

order-r-lines = Lines
