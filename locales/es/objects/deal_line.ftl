deal_line = Línea de oportunidad
deal_line-plural = Líneas de oportunidad

deal_line-f-deal = Oportunidad
deal_line-f-product = Producto
deal_line-f-quantity = Cantidad
deal_line-f-price = Precio
deal_line-f-price-help = Por unidad, antes del descuento.
deal_line-f-discount = Descuento
deal_line-f-discount-help = En tanto por ciento del precio: 12,5 es una octava parte menos.
deal_line-f-amount = Importe
deal_line-f-amount-help = Cantidad por precio, menos el descuento.

deal_line-m-count = Líneas
deal_line-m-quantity_sum = Cantidad
deal_line-m-amount_sum = Importe
deal_line-m-average_discount = Descuento medio

deal_line-c-main = Línea
