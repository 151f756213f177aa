order_line = Позиция заказа
order_line-plural = Позиции заказов

order_line-f-order = Заказ
order_line-f-product = Товар
order_line-f-quantity = Количество
order_line-f-price = Цена
order_line-f-price-help = За единицу, до скидки.
order_line-f-discount = Скидка
order_line-f-discount-help = В процентах от цены: 12,5 — на одну восьмую меньше.
order_line-f-amount = Сумма
order_line-f-amount-help = Количество на цену, минус скидка.

order_line-m-count = Позиций
order_line-m-quantity_sum = Количество
order_line-m-amount_sum = Сумма
order_line-m-average_discount = Средняя скидка

order_line-c-main = Позиция
