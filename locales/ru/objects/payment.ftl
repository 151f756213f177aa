payment = Платёж
payment-plural = Платежи

payment-f-order = Заказ
payment-f-company = Компания
payment-f-paid_on = Дата платежа
payment-f-amount = Сумма
payment-f-amount-help = Сколько поступило.
payment-f-method = Способ
payment-f-method-o-transfer = Перевод
payment-f-method-o-card = Карта
payment-f-method-o-cash = Наличные
payment-f-method-o-other = Другой
payment-f-reference = Назначение платежа

payment-s-without_order = Без заказа

payment-m-count = Платежи
payment-m-amount_sum = Поступило

payment-c-main = Платёж
