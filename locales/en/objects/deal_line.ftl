deal_line = Deal line
deal_line-plural = Deal lines

deal_line-f-deal = Deal
deal_line-f-product = Product
deal_line-f-quantity = Quantity
deal_line-f-price = Price
deal_line-f-price-help = For one unit, before the discount.
deal_line-f-discount = Discount
deal_line-f-discount-help = In percent of the price: 12.5 means one eighth less.
deal_line-f-amount = Amount
deal_line-f-amount-help = Quantity times price, less the discount.

deal_line-m-count = Lines
deal_line-m-quantity_sum = Quantity
deal_line-m-amount_sum = Amount
deal_line-m-average_discount = Average discount

deal_line-c-main = Line
