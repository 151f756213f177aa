# Мой день: свой и команды.
home-title = Добрый день, { $name }
home-whose = Чей день
home-me = Мой день
home-team = Команда
home-tasks = Мои задачи
home-tasks-empty = Дел нет. Запланируйте следующий шаг по одной из сделок.
home-late-head = Просрочено
home-late-all = Просроченные задачи
home-late-empty-all = Ничего не просрочено.
home-meetings = Сегодня
home-meetings-empty = Сегодня нет ни встреч, ни звонков.
home-unplanned = Сделки без следующего шага
home-unplanned-head = Без шага
home-unplanned-all = Сделки без следующего шага
home-unplanned-empty = У каждой вашей открытой сделки есть следующий шаг.
home-unplanned-empty-all = У каждой открытой сделки есть следующий шаг.
home-closing = Скоро закрываются
home-closing-empty = Ни одна ваша сделка не должна закрыться в ближайшие 30 дней.
home-closing-all = Закрываются в ближайшие 30 дней
home-closing-empty-all = Ни одна открытая сделка не должна закрыться в ближайшие 30 дней.
home-quiet = Замолчали
home-quiet-head = Замолчали
home-quiet-all = Замолчавшие клиенты
home-quiet-empty = За последние 90 дней вы общались с каждым своим клиентом.
home-quiet-empty-all = За последние 90 дней с каждым клиентом кто-то общался.
home-quiet-never = контакта не было
home-deals = { $count ->
    [one] { $count } сделка
    [few] { $count } сделки
   *[many] { $count } сделок
}
home-open = Мои открытые сделки
home-weighted = С учётом вероятности
home-won = Выиграно в этом месяце
home-overdue = Просроченные задачи
home-open-all = Открытые сделки
home-weighted-all = С учётом вероятности
home-won-all = Выиграно в этом месяце
home-overdue-all = Просроченные задачи
home-done = Выполнено: { $title }
home-hand-over = Передать «{ $title }»
home-crew = Кому нужна помощь
home-crew-person = Сотрудник
home-crew-nobody = Ничьи
home-crew-tasks-head = Открытые задачи
home-crew-open-head = Открытые сделки
home-empty = Спокойный день
home-empty-text = Ваша роль не читает клиентов и сделки. Что вам доступно — в меню.
