# Один шаг со всеми записями списка, сколько бы их ни было.

several-all-more = весь список, больше { $count }
bulk-works = Изменения целых списков
bulk-works-none = Так ещё ничего не меняли. Отметьте строку списка, затем «весь список».
bulk-what = Изменение
bulk-state = Состояние
bulk-done = Изменено
bulk-at = Начато
bulk-set = Изменить: { $field }
bulk-preview = Посмотреть, что будет
bulk-judged = { $count ->
    [one] Просмотрена первая { $count } запись; изменится: { $able }.
    [few] Просмотрены первые { $count } записи; изменится: { $able }.
   *[other] Просмотрены первые { $count } записей; изменится: { $able }.
}
bulk-preview-text = Работа идёт в фоне. Страницу можно закрыть, работу — остановить и отменить. То, что изменить нельзя, будет перечислено с причиной.
bulk-start = { $count ->
    [one] Начать: { $count } запись
    [few] Начать: { $count } записи
   *[other] Начать: { $count } записей
}
bulk-field = Поле
bulk-before = Было
bulk-after = Станет
bulk-state-picking = Записи отбираются
bulk-state-running = Идёт
bulk-state-stopped = Остановлено
bulk-state-done = Готово
bulk-state-undoing = Отменяется
bulk-state-undone = Отменено
bulk-state-undone-in-part = Отменено частично
bulk-running-text = { $done } из { $total } записей. Страницу можно закрыть: работа продолжится.
bulk-stop = Остановить
bulk-stopped = Работу остановили. Сделанное до этого останется, пока его не отменят.
bulk-waiting = { $count ->
    [0] Ни одна запись больше не ждёт.
    [one] Ещё ждёт { $count } запись.
    [few] Ещё ждут { $count } записи.
   *[other] Ещё ждёт { $count } записей.
}
bulk-go-on = Продолжить
bulk-updated = Изменено
bulk-unchanged = Уже были такими
bulk-refused = Отказано
bulk-still-waiting = Ждут
bulk-left = { $count ->
    [one] { $count } запись осталась как есть: она ниже, с причиной.
    [few] { $count } записи остались как есть: они ниже, с причинами.
   *[other] { $count } записей остались как есть: они ниже, с причинами.
}
bulk-not-back = { $count ->
    [one] Ещё не отменена { $count } запись.
    [few] Ещё не отменены { $count } записи.
   *[other] Ещё не отменены { $count } записей.
}
bulk-undo-rest = Отменить остальное
bulk-put-back = Возвращено
bulk-left-as-they-are = Остались как есть
list-stopped-with-program = Работа прервалась: Candor дважды завершился на одном и том же месте. Ни одна запись не изменена наполовину.
list-stopped-rights = Работа остановлена: тот, кто её начал, больше не вправе это делать.
list-stopped-fault = Работа остановлена из-за сбоя; он записан в журнале сервера. Ни одна запись не изменена наполовину.
fault-list-running = Работа ещё идёт. Сначала остановите её.
evidence-kind-bulk_update = Изменение целого списка
list-stopped-picking = Candor завершился, пока записи отбирались. Ничего не изменено.
