# Тексты правды.

## truth
truth-title = Правда
truth-lead = Что сегодня говорят ваши записи, начиная с самого весомого. От каждой цифры один щелчок до её записей.
truth-week-title = Исправить на этой неделе
truth-more-title = Тоже правда
truth-clear-title = Проверено, ничего не найдено
truth-none-title = Ничего не найдено: хорошо
truth-none-text = { $count ->
    [one] Записям задан { $count } вопрос, ничего не нашлось.
    [few] Записям задано { $count } вопроса, ничего не нашлось.
   *[other] Записям задано { $count } вопросов, ничего не нашлось.
}
truth-empty = Как только появятся записи, к ним будут заданы вопросы. Импортируйте свои таблицы или внесите первые записи.
truth-empty-title = Судить пока не о чем
truth-no-records-title = Ваша роль не видит записей
truth-no-records-text = Эти вопросы задаются клиентам, сделкам и задачам. С вашей ролью их не читают, поэтому сказать вам здесь нечего.
truth-untold-title = Нельзя сказать
truth-unjudged-title = Не обо всём можно сказать
truth-unjudged-text = Ничего не найдено, но о части записей это неизвестно. Смотрите ниже.
truth-unjudged = { $count ->
    [one] о { $count } записи это неизвестно
    [few] о { $count } записях это неизвестно
   *[many] о { $count } записях это неизвестно
}
truth-records = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
truth-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
truth-weight-none = сумма неизвестна
truth-who = Чьи
truth-nobody = Ничьи
truth-open = Показать записи
truth-unit-records = { $count ->
    [one] запись
    [few] записи
   *[other] записей
}
truth-trend-more = За последние 30 дней добавилось { $count }, за 30 до того — { $before }
truth-trend-quiet = За последние 60 дней ничего не добавилось
truth-trend-known = дата известна у { $known } из { $count }
truth-trend-up = растёт
truth-trend-down = убывает
truth-trend-even = без перемен
truth-severity-grave = Серьёзно
truth-severity-warning = Внимание
truth-severity-note = Заметка
truth-action-plan_task = Поставить задачу по каждой
truth-action-transfer = Передать
truth-action-complete = Дополнить недостающее
truth-action-merge = Сравнить
truth-action-decide = Решить
truth-broken = Это не удалось посчитать.
truth-out-of-sight = Ваша роль видит слишком мало, чтобы ответить
truth-hidden = Тот, кого вам не видно
truth-plan-title = Поставить задачу по каждой записи
truth-plan-text = { $count ->
    [one] Будет создана { $count } задача для ответственного за запись.
    [few] Будет создано { $count } задачи, каждая для ответственного за свою запись.
   *[other] Будет создано { $count } задач, каждая для ответственного за свою запись.
}
truth-plan-gone = { $count ->
    [one] { $count } запись ни за кем не числится или числится за тем, кто ушёл или заблокирован. Эта задача достанется вам; её можно передать.
    [few] { $count } записи ни за кем не числятся или числятся за теми, кто ушёл или заблокирован. Эти задачи достанутся вам; их можно передать.
   *[many] { $count } записей ни за кем не числятся или числятся за теми, кто ушёл или заблокирован. Эти задачи достанутся вам; их можно передать.
}
truth-plan-subject = Что сделать
truth-plan-due = Срок
truth-plan-button = Поставить задачи
truth-plan-done = { $count ->
    [one] Поставлена { $count } задача.
    [few] Поставлено { $count } задачи.
   *[other] Поставлено { $count } задач.
}
truth-plan-limit = Первые записи: { $count }; остальные — когда с этими закончите.
truth-transfer-title = Передать записи
truth-transfer-text = { $count ->
    [one] У { $count } записи сменится ответственный.
   *[other] У { $count } записей сменится ответственный.
}
truth-transfer-to = Кому
truth-transfer-button = Передать
truth-transfer-done = { $count ->
    [one] Передана { $count } запись.
    [few] Передано { $count } записи.
   *[other] Передано { $count } записей.
}
truth-compare-title = Вероятно, одно и то же
truth-compare-lead = У них совпадает значение, которое должно быть у одной записи. Объединять две записи в одну Candor пока не умеет. Откройте обе и решите, какая останется, перенесите в неё то, что есть только в другой (сведения, сделки, контакты, задачи), и отправьте другую в архив.
truth-compare-key = Совпадает: { $field }
truth-compare-open = Открыть
truth-compare-none = Совпадений нет.
truth-back = Назад к правде
