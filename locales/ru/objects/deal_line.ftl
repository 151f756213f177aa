deal_line = Позиция сделки
deal_line-plural = Позиции сделок

deal_line-f-deal = Сделка
deal_line-f-product = Товар
deal_line-f-quantity = Количество
deal_line-f-price = Цена
deal_line-f-price-help = За единицу, до скидки.
deal_line-f-discount = Скидка
deal_line-f-discount-help = В процентах от цены: 12,5 — на одну восьмую меньше.
deal_line-f-amount = Сумма
deal_line-f-amount-help = Количество на цену, минус скидка.

deal_line-m-count = Позиций
deal_line-m-quantity_sum = Количество
deal_line-m-amount_sum = Сумма
deal_line-m-average_discount = Средняя скидка

deal_line-c-main = Позиция
