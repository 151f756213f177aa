order = Pedido
order-plural = Pedidos

order-f-number = Número
order-f-company = Empresa
order-f-contact = Contacto
order-f-deal = Oportunidad
order-f-ordered_on = Fecha del pedido
order-f-status = Estado
order-f-status-o-draft = Borrador
order-f-status-o-confirmed = Confirmado
order-f-status-o-invoiced = Facturado
order-f-status-o-paid = Cobrado
order-f-status-o-cancelled = Anulado
order-f-amount = Importe
order-f-amount-help = Lo que el cliente paga por todo el pedido, sin impuestos.
order-f-due_on = Vencimiento
order-f-description = Notas
order-f-paid = Cobrado hasta ahora
order-f-paid-help = La suma de sus cobros.
order-f-lines_amount = Suma de líneas
order-f-lines_amount-help = Si no coincide con el importe, uno de los dos está mal.
order-f-last_payment = Último cobro

order-s-unpaid = Pendientes de cobro
order-s-late = Vencidos
order-s-without_company = Sin empresa

order-m-count = Pedidos
order-m-amount_sum = Importe
order-m-amount_sum-help = Los pedidos anulados no cuentan.
order-m-average_amount = Pedido medio

order-c-main = Pedido
order-c-money = Dinero
order-c-dates = Fechas
order-c-notes = Notas

order-r-lines = Líneas
