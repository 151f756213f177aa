order = Заказ
order-plural = Заказы

order-f-number = Номер
order-f-company = Компания
order-f-contact = Контакт
order-f-deal = Сделка
order-f-ordered_on = Дата заказа
order-f-status = Статус
order-f-status-o-draft = Черновик
order-f-status-o-confirmed = Подтверждён
order-f-status-o-invoiced = Выставлен счёт
order-f-status-o-paid = Оплачен
order-f-status-o-cancelled = Отменён
order-f-amount = Сумма
order-f-amount-help = Сколько клиент платит за весь заказ, без налогов.
order-f-due_on = Оплатить до
order-f-description = Заметки
order-f-paid = Оплачено
order-f-paid-help = Сумма его платежей.
order-f-lines_amount = Сумма позиций
order-f-lines_amount-help = Если не совпадает с суммой заказа, одно из двух неверно.
order-f-last_payment = Последний платёж

order-s-unpaid = Неоплаченные
order-s-late = Просроченные
order-s-without_company = Без компании

order-m-count = Заказы
order-m-amount_sum = Сумма
order-m-amount_sum-help = Отменённые заказы не считаются.
order-m-average_amount = Средний заказ

order-c-main = Заказ
order-c-money = Деньги
order-c-dates = Даты
order-c-notes = Заметки

order-r-lines = Позиции
