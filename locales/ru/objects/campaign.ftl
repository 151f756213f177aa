campaign = Кампания
campaign-plural = Кампании

campaign-f-name = Название
campaign-f-kind = Вид
campaign-f-kind-o-launch = Запуск
campaign-f-kind-o-promotion = Акция
campaign-f-kind-o-event = Мероприятие
campaign-f-kind-o-newsletter = Рассылка
campaign-f-kind-o-advertising = Реклама
campaign-f-kind-o-other = Другое
campaign-f-channel = Канал
campaign-f-channel-o-mail = Почта
campaign-f-channel-o-social_media = Соцсети
campaign-f-channel-o-search = Поиск
campaign-f-channel-o-print = Печать
campaign-f-channel-o-fair = Выставка
campaign-f-channel-o-phone = Телефон
campaign-f-channel-o-partner = Партнёр
campaign-f-channel-o-other = Другое
campaign-f-status = Статус
campaign-f-status-o-planned = Запланирована
campaign-f-status-o-running = Идёт
campaign-f-status-o-finished = Завершена
campaign-f-status-o-stopped = Остановлена
campaign-f-starts_on = Начало
campaign-f-ends_on = Конец
campaign-f-budget = Бюджет
campaign-f-budget-help = Сколько можно потратить на кампанию.
campaign-f-spent = Потрачено
campaign-f-spent-help = Сколько уже потрачено.
campaign-f-description = Заметки
campaign-f-won_amount = Сумма выигранных
campaign-f-won_amount-help = Сумма выигранных сделок, которые пришли с этой кампании.
campaign-f-won_deals = Выиграно сделок

campaign-s-running = Идут сейчас

campaign-m-count = Кампании
campaign-m-budget_sum = Бюджет
campaign-m-spent_sum = Потрачено

campaign-c-main = Кампания
campaign-c-money = Деньги
campaign-c-notes = Заметки
