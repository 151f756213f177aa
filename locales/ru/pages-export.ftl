# Список, выгруженный в файл.
action-export = Выгрузить
export-title = Выгрузка: { $records }
export-lead = Записи этого списка в виде файла. В него попадает только то, что вам разрешено выгружать.
export-rows = { $count ->
    [0] Ни одну запись этого списка выгрузить нельзя.
    [one] Будет выгружена { $count } запись.
    [few] Будут выгружены { $count } записи.
   *[other] Будет выгружено { $count } записей.
}
export-stay = { $count ->
    [one] { $count } запись, которую вы видите, останется здесь: выгружать её вам нельзя.
    [few] { $count } записи, которые вы видите, останутся здесь: выгружать их вам нельзя.
   *[other] { $count } записей, которые вы видите, останутся здесь: выгружать их вам нельзя.
}
export-stay-more = Больше { $count } записей, которые вы видите, останутся здесь: выгружать их вам нельзя.
export-beyond = В один файл выгружается не больше { $count } записей. Сузьте список фильтром или выгрузите его по частям.
export-only = Только эти:
export-search = Поиск: «{ $text }»
export-archived-only = Только записи из архива
export-archived-all = И записи из архива
export-closed = Вам нельзя выгружать: { $fields }.
export-more-columns = Ещё столбцы
export-id = ID
export-form = Файл
export-form-xlsx = Таблица (xlsx): числа и даты остаются числами и датами
export-form-csv = Текст (csv)
export-noted = Эта выгрузка записывается в журнал под вашим именем: фильтр, столбцы и число записей.
export-currency = { $field }: валюта
export-note = Выгружено из Candor: { $person }, { $day }, запись журнала № { $number }
evidence-export-rows = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
evidence-export-end = Выгружено записей: { $rows } из { $of }
evidence-export-filter = Какие записи
evidence-export-columns = Столбцы
evidence-export-stay = Остались здесь
evidence-kind-export_end = Выгрузка завершилась иначе, чем записано
