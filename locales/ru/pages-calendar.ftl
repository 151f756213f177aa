# Календарь: виды, перенос, планирование.
page-calendar = Календарь
calendar-view-day = День
calendar-view-week = Неделя
calendar-view-month = Месяц
calendar-view-team = Команда
calendar-views = Как показаны дни
calendar-steps = Другие дни
calendar-before = Назад
calendar-after = Вперёд
calendar-today = Сегодня
calendar-hours = Все часы
calendar-people = Чьё время
calendar-show = Показать
calendar-own = Как вначале
calendar-new = Новая встреча
calendar-add = Новая встреча { $day }
calendar-nothing = Ничего не запланировано.
calendar-person = Сотрудник
calendar-others = Из времени других людей показано только то, что вам можно читать; пустой день не обязательно свободен.
calendar-much = Здесь больше, чем можно показать. Выберите меньше людей или дней.
calendar-plan = Запланировать
calendar-plan-hint = Перетащите задачу на день.
calendar-move = Когда
calendar-move-label = Перенести «{ $title }»
calendar-move-do = Перенести
calendar-moved = Запись «{ $title }» перенесена.
calendar-day = День
calendar-time = Время
calendar-minutes = Минут
calendar-weekday-1 = Понедельник
calendar-weekday-2 = Вторник
calendar-weekday-3 = Среда
calendar-weekday-4 = Четверг
calendar-weekday-5 = Пятница
calendar-weekday-6 = Суббота
calendar-weekday-7 = Воскресенье
calendar-short-1 = Пн
calendar-short-2 = Вт
calendar-short-3 = Ср
calendar-short-4 = Чт
calendar-short-5 = Пт
calendar-short-6 = Сб
calendar-short-7 = Вс
calendar-more = { $count ->
    [one] ещё { $count }
    [few] ещё { $count }
   *[many] ещё { $count }
}
