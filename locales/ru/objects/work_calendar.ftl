work_calendar = График работы
work_calendar-plural = Графики работы

work_calendar-f-name = Название
work_calendar-f-monday = Понедельник
work_calendar-f-tuesday = Вторник
work_calendar-f-wednesday = Среда
work_calendar-f-thursday = Четверг
work_calendar-f-friday = Пятница
work_calendar-f-saturday = Суббота
work_calendar-f-sunday = Воскресенье
work_calendar-f-monday-help = Рабочие часы, например 09:00–14:00, 15:30–18:30. Пусто: выходной.

work_calendar-m-count = Графики работы

work_calendar-c-main = График работы
work_calendar-c-week = Неделя

work_calendar-r-branches = Филиалы
work_calendar-r-holidays = Свои праздники
