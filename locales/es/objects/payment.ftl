payment = Cobro
payment-plural = Cobros

payment-f-order = Pedido
payment-f-company = Empresa
payment-f-paid_on = Fecha de cobro
payment-f-amount = Importe
payment-f-amount-help = Lo que ha llegado.
payment-f-method = Forma de pago
payment-f-method-o-transfer = Transferencia
payment-f-method-o-card = Tarjeta
payment-f-method-o-cash = Efectivo
payment-f-method-o-other = Otra
payment-f-reference = Referencia

payment-s-without_order = Sin pedido

payment-m-count = Cobros
payment-m-amount_sum = Cobrado

payment-c-main = Cobro
