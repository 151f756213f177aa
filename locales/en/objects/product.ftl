product = Product
product-plural = Products

product-f-name = Name
product-f-code = Code
product-f-category = Category
product-f-price = Price
product-f-price-help = The list price for one unit, without tax.
product-f-cost = Cost
product-f-cost-help = What one unit costs us.
product-f-unit = Unit
product-f-unit-o-piece = Piece
product-f-unit-o-set = Set
product-f-unit-o-kilogram = Kilogram
product-f-unit-o-litre = Litre
product-f-unit-o-metre = Metre
product-f-unit-o-hour = Hour
product-f-unit-o-month = Month
product-f-indivisible = Sold whole only
product-f-indivisible-help = A fraction of it in an order is then a fault, not a figure.
product-f-active = On sale
product-f-description = Notes

product-s-on_sale = On sale
product-s-without_price = Without a price

product-m-count = Products

product-c-main = Product
product-c-price = Price
product-c-notes = Notes
