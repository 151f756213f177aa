# Ошибки в файлах каталога: что не так и как это исправить.

## catalogue
catalogue-syntax = Это не TOML: { $detail }
catalogue-folder = Здесь нет места частям каталога. Положите файл в objects/, roles/ или findings/ под именем <имя>.toml.
catalogue-unknown-key = В { $place } не бывает ключа «{ $key }». Возьмите один из этих: { $known }
catalogue-missing-key = В { $place } не хватает ключа «{ $key }». Добавьте его.
catalogue-needs-one = В { $place } нужен ровно один из ключей: { $keys }
catalogue-wrong-type = { $found ->
    [text] «{ $key }» — это текст.
    [integer] «{ $key }» — это целое число.
    [fraction] «{ $key }» — это дробное число.
    [boolean] «{ $key }» — это true или false.
    [date] «{ $key }» — это дата.
    [list] «{ $key }» — это список.
   *[table] «{ $key }» — это таблица.
} { $wanted ->
    [text] Напишите текст в кавычках.
    [integer] Напишите целое число.
    [boolean] Напишите true или false.
    [list] Напишите список в [ ].
    [table] Напишите таблицу в {"{"} {"}"}.
   *[literal] Напишите текст в кавычках, true, false или целое число.
}
catalogue-unknown-word = «{ $word }» не подходит для «{ $key }». Возьмите одно из этих: { $known }
catalogue-unknown-name = { $what ->
    [object] Объекта «{ $name }» нет.
    [field] У { $place } нет поля «{ $name }».
    [relation] У { $place } нет связи «{ $name }».
    [measure] У { $place } нет показателя «{ $name }».
    [segment] У { $place } нет сегмента «{ $name }».
   *[role] Роли «{ $name }» нет.
} Возьмите одно из этих имён: { $known }
catalogue-bad-name = «{ $name }» не годится как имя. Пишите строчные английские буквы, цифры и «_», начиная с буквы.
catalogue-reserved = { $by ->
    [key] «{ $name }» — это ключ каждой записи.
    [every] «{ $name }» уже есть у каждого объекта.
    [stages] Каждое поле с этапами приносит с собой «{ $name }».
    [company] Имена на «x_», такие как «{ $name }», — для самой компании.
   *[language] «{ $name }» — слово языка запросов.
} Выберите другое имя.
catalogue-twice = { $what ->
    [relation] «{ $name }» уже образует { $other }. Дайте одной из ссылок свой «inverse».
    [alias] «{ $name }» уже ведёт к { $other }. Оставьте его в одном месте.
    [field] «{ $name }» уже показано в { $other }. Оставьте его в одном разделе.
    [option] Вариант «{ $name }» уже есть в { $other }. Переименуйте или уберите один из них.
    [page] «{ $name }» стоит в меню дважды. Оставьте в одном месте.
   *[file] Для «{ $name }» уже есть файл: { $other }. Переименуйте или уберите один из них.
}
catalogue-not-for-kind = Для { $kind } ключ «{ $key }» ничего не значит. Уберите его.
catalogue-wrong-kind = Тип поля «{ $field }» — { $kind }. { $wanted ->
    [number] Для «{ $key }» нужно число или деньги.
    [ordered] Для «{ $key }» нужны число, деньги, дата или момент времени.
    [dated] Для «{ $key }» нужна дата или момент времени.
    [group] Для «{ $key }» нужен человек, ссылка или выбор.
    [day] Для «{ $key }» нужна дата.
    [length] Для «{ $key }» нужна длительность рядом с моментом времени.
    [choice] Для «{ $key }» нужен выбор.
    [no-rollup] Для «{ $key }» нужно поле, которое само не сводит другие записи.
   *[stored] Для «{ $key }» нужно поле, которое хранится.
}
catalogue-wrong-unit = Единица «{ $unit }» — не то, что даёт здесь «{ $method }». Напишите: { $right }
catalogue-out-of-range = «{ $key }»: { $found }. Напишите число от { $from } до { $to }.
catalogue-bad-default = «{ $value }» не годится как начальное значение для { $kind }. Напишите, например: { $example }
catalogue-bad-title = Заголовок «{ $title }» сломан. Пишите места как {"{"}поле{"}"}, каждое с обеими скобками.
catalogue-empty = «{ $key }» пусто. Заполните или уберите.
catalogue-retired = Поле «{ $field }» объекта { $object } убрано. Верните его или уберите отсюда.
catalogue-own-name = «{ $name }» должно начинаться с «x_»: тогда в следующей версии Candor ничего не будет названо так же.
catalogue-only-adds = «{ $key }» здесь принадлежит самому Candor. Настройка только добавляет и ничего не меняет. Уберите эту строку.
catalogue-gone = { $what ->
    [stage] У { $place } нет этапа «{ $name }».
    [section] В карточке { $place } нет раздела «{ $name }».
    [page] В меню нет страницы «{ $name }».
   *[field] У { $place } нет поля «{ $name }».
} Уберите это отсюда.
catalogue-stage-needed = Этап «{ $stage }» остаётся в работе: с него начинаются новые записи, или он последний с таким итогом.
catalogue-second-tree = «{ $field }» — вторая иерархия рядом с «{ $other }». Оставьте «hierarchy = true» у одной из них.
catalogue-no-end = «{ $field }» не образует связь. Укажите в «ends» не меньше двух обязательных ссылок, ни одна из них не должна вести к связи.
catalogue-through-links = «{ $relation }» ведёт к связям. Укажите отношение к записям, у которых есть ответственный.
