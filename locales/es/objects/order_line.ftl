order_line = Línea de pedido
order_line-plural = Líneas de pedido

order_line-f-order = Pedido
order_line-f-product = Producto
order_line-f-quantity = Cantidad
order_line-f-price = Precio
order_line-f-price-help = Por unidad, antes del descuento.
order_line-f-discount = Descuento
order_line-f-discount-help = En tanto por ciento del precio: 12,5 es una octava parte menos.
order_line-f-amount = Importe
order_line-f-amount-help = Cantidad por precio, menos el descuento.

order_line-m-count = Líneas
order_line-m-quantity_sum = Cantidad
order_line-m-amount_sum = Importe
order_line-m-average_discount = Descuento medio

order_line-c-main = Línea
