payment = Payment
payment-plural = Payments

payment-f-order = Order
payment-f-company = Company
payment-f-paid_on = Paid
payment-f-amount = Amount
payment-f-amount-help = What has arrived.
payment-f-method = Method
payment-f-method-o-transfer = Bank transfer
payment-f-method-o-card = Card
payment-f-method-o-cash = Cash
payment-f-method-o-other = Other
payment-f-reference = Reference

payment-s-without_order = Without an order

payment-m-count = Payments
payment-m-amount_sum = Received

payment-c-main = Payment
