activity = Активность
activity-plural = Активности

activity-f-kind = Вид
activity-f-kind-o-call = Звонок
activity-f-kind-o-meeting = Встреча
activity-f-kind-o-mail = Письмо
activity-f-kind-o-note = Заметка
activity-f-subject = Тема
activity-f-subject-help = В нескольких словах: о чём шла речь.
activity-f-body = О чём говорили
activity-f-at = Когда
activity-f-duration = Длительность
activity-f-direction = Направление
activity-f-direction-o-incoming = Входящее
activity-f-direction-o-outgoing = Исходящее
activity-f-outcome = Результат
activity-f-outcome-o-reached = Дозвонились
activity-f-outcome-o-no_answer = Нет ответа
activity-f-outcome-o-call_back = Перезвонить
activity-f-outcome-o-refused = Отказ
activity-f-outcome-o-agreed = Договорились
activity-f-company = Компания
activity-f-contact = Контакт
activity-f-deal = Сделка

activity-s-this_week = За семь дней
activity-s-calls = Звонки
activity-s-meetings = Встречи
activity-s-timed = Встречи и звонки

activity-m-count = Активности
activity-m-calls = Звонки
activity-m-meetings = Встречи

activity-c-main = Активность
activity-c-about = С кем и о чём
activity-c-notes = Заметки
