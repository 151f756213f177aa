ticket = Обращение
ticket-plural = Обращения

ticket-f-subject = Тема
ticket-f-description = Что случилось
ticket-f-status = Статус
ticket-f-status-o-new = Новое
ticket-f-status-o-open = В работе
ticket-f-status-o-waiting = Ждём клиента
ticket-f-status-o-solved = Решено
ticket-f-status-o-closed = Закрыто
ticket-f-priority = Важность
ticket-f-priority-o-low = Низкая
ticket-f-priority-o-normal = Обычная
ticket-f-priority-o-high = Высокая
ticket-f-priority-o-urgent = Срочная
ticket-f-kind = Вид
ticket-f-kind-o-question = Вопрос
ticket-f-kind-o-complaint = Жалоба
ticket-f-kind-o-fault = Неисправность
ticket-f-kind-o-return = Возврат
ticket-f-kind-o-wish = Пожелание
ticket-f-channel = Канал
ticket-f-channel-o-phone = Телефон
ticket-f-channel-o-mail = Почта
ticket-f-channel-o-website = Сайт
ticket-f-channel-o-visit = Визит
ticket-f-channel-o-chat = Чат
ticket-f-company = Компания
ticket-f-contact = Контакт
ticket-f-product = Товар
ticket-f-due = Ответить до
ticket-f-solved_at = Когда решено
ticket-f-satisfaction = Оценка клиента
ticket-f-satisfaction-help = От 1 (недоволен) до 5 (в восторге).

ticket-s-open = Открытые
ticket-s-waiting_long = Открыты больше недели
ticket-s-late = Просроченные

ticket-m-count = Обращения
ticket-m-open_count = Открытых обращений
ticket-m-average_satisfaction = Средняя оценка

ticket-c-main = Обращение
ticket-c-about = К чему относится
ticket-c-dates = Даты
ticket-c-notes = Заметки
