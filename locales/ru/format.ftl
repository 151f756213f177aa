# Words inside formatted values.
value-yes = Да
value-no = Нет
value-none = нет

period-week = неделя с { $day }
period-quarter = { $quarter } кв. { $year }

day-today = сегодня
day-yesterday = вчера
day-tomorrow = завтра
ago-minutes = { $count ->
    [one] { $count } минуту назад
    [few] { $count } минуты назад
   *[many] { $count } минут назад
}
ago-hours = { $count ->
    [one] { $count } час назад
    [few] { $count } часа назад
   *[many] { $count } часов назад
}
ago-days = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
   *[many] { $count } дней назад
}
ago-months = { $count ->
    [one] { $count } месяц назад
    [few] { $count } месяца назад
   *[many] { $count } месяцев назад
}
ago-years = { $count ->
    [one] { $count } год назад
    [few] { $count } года назад
   *[many] { $count } лет назад
}
ago-now = только что
in-days = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
   *[many] через { $count } дней
}
in-months = { $count ->
    [one] через { $count } месяц
    [few] через { $count } месяца
   *[many] через { $count } месяцев
}
in-years = { $count ->
    [one] через { $count } год
    [few] через { $count } года
   *[many] через { $count } лет
}
unit-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
unit-year = { $count } год
unit-hours = { $count } ч
unit-minutes = { $count } мин
unit-seconds = { $count } с
unit-people = { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}
unit-pieces = { $count ->
    [one] { $count } штука
    [few] { $count } штуки
    [many] { $count } штук
   *[other] { $count } штуки
}
unit-points = { $count ->
    [one] { $count } балл
    [few] { $count } балла
    [many] { $count } баллов
   *[other] { $count } балла
}

# Short amounts at the heads of columns.
short-thousand = { $number } тыс.
short-million = { $number } млн
short-milliard = { $number } млрд
unit-bytes = { $count ->
    [one] { $count } байт
    [few] { $count } байта
   *[many] { $count } байт
}
size-kilobytes = { $size } КБ
size-megabytes = { $size } МБ
