order_line = Order line
order_line-plural = Order lines

order_line-f-order = Order
order_line-f-product = Product
order_line-f-quantity = Quantity
order_line-f-price = Price
order_line-f-price-help = For one unit, before the discount.
order_line-f-discount = Discount
order_line-f-discount-help = In percent of the price: 12.5 means one eighth less.
order_line-f-amount = Amount
order_line-f-amount-help = Quantity times price, less the discount.

order_line-m-count = Lines
order_line-m-quantity_sum = Quantity
order_line-m-amount_sum = Amount
order_line-m-average_discount = Average discount

order_line-c-main = Line
