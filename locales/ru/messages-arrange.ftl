# What keeps an arrangement of stages, lists, cards and menus from being taken over.
fault-stage-label = Новому этапу нужно название.
fault-stage-long = «{ $text }» слишком длинно: не больше { $limit } знаков.
fault-stage-percent = Для «{ $text }» нужна вероятность: целое число от 0 до 100.
fault-stage-many = Не больше { $limit } этапов.
fault-stage-needed = «{ $text }» остаётся в работе: с него начинаются новые записи, или он последний с таким итогом.
fault-stage-standing = { $count ->
    [one] На этапе «{ $text }» { $count } запись, и вам нельзя её переместить.
    [few] На этапе «{ $text }» { $count } записи, и вам нельзя переместить их все.
   *[many] На этапе «{ $text }» { $count } записей, и вам нельзя переместить их все.
} Сначала их должен переместить тот, кто с ними работает.
fault-stage-full = На этапе «{ $text }» записей — { $count }, а вместе с ним переносится не больше { $limit }. Сначала перенесите их: отметьте строку списка, затем «весь список».
fault-stage-where = { $count ->
    [one] На этапе «{ $text }» { $count } запись. Укажите, куда она перейдёт.
    [few] На этапе «{ $text }» { $count } записи. Укажите, куда они перейдут.
   *[many] На этапе «{ $text }» { $count } записей. Укажите, куда они перейдут.
}
fault-stage-stuck = { $count ->
    [one] «{ $title }» туда переместить нельзя: не заполнено нужное.
    [few] «{ $title }» и другие (всего { $count }) туда переместить нельзя: не заполнено нужное.
   *[many] «{ $title }» и другие (всего { $count }) туда переместить нельзя: не заполнено нужное.
}
fault-stage-retired = Этап «{ $text }» не используется.
fault-layout-columns = Не больше { $limit } столбцов.
fault-layout-sections = Не больше { $limit } разделов.
fault-layout-label = Новому разделу нужно название.
