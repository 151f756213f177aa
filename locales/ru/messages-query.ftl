# Ошибки в фильтрах и выражениях. Каждая показана со строкой и столбцом.

## Выражения
query-arguments = «{ $name }» получает не то, что принимает. Примеры: name.contains("x"), deals.exists(d, d.amount > 100), days(opened_on, today), duration("72h").
query-bad-date = «{ $text }» — не дата. Напишите так: "2026-11-23".
query-bad-duration = «{ $text }» — не длительность. Напишите так: "72h" или "1h30m".
query-bad-instant = «{ $text }» — не момент времени. Напишите так: "2026-11-23T10:00:00Z" или день: "2026-11-23".
query-choices = Несколько вариантов не сравнивают целиком. Спросите об одном: "вариант" in поле.
query-closing-bracket = Эта скобка ничего не закрывает.
query-days = Дни считают между датами или моментами времени, а здесь: { $kind ->
        [text] текст
        [number] число
        [money] деньги
        [date] дата
        [instant] момент времени
        [duration] длительность
        [boolean] да или нет
        [choice] выбор
        [choices] несколько вариантов
        [reference] запись
        [file] файл
        [null] ничего (null)
       *[other] { $kind }
    }.
query-derived = Поле «{ $field }» вычисляется выражением, в котором есть ошибка в каталоге.
query-derived-depth = Поле «{ $field }» вычисляется из слишком многих вычисляемых полей или из самого себя.
query-escape = После обратной косой черты в тексте стоит одно из: \" \' \\ \n \r \t \u1234.
query-finer = { $number } точнее, чем хранит это поле. Знаков после запятой: { $digits }.
query-function = Нет функции «{ $name }».
query-function-near = Нет функции «{ $name }». Может быть, «{ $near }»?
query-in = После «in» идёт список, например ["Madrid", "Bilbao"], или поле с несколькими вариантами.
query-no-figure = Такого показателя нет для: { $kind ->
        [text] текст
        [number] число
        [money] деньги
        [date] дата
        [instant] момент времени
        [duration] длительность
        [boolean] да или нет
        [choice] выбор
        [choices] несколько вариантов
        [reference] запись
        [file] файл
        [null] ничего (null)
       *[other] { $kind }
    }.
query-no-order = «Больше» или «меньше» здесь не говорят: { $kind ->
        [text] текст
        [number] число
        [money] деньги
        [date] дата
        [instant] момент времени
        [duration] длительность
        [boolean] да или нет
        [choice] выбор
        [choices] несколько вариантов
        [reference] запись
        [file] файл
        [null] ничего (null)
       *[other] { $kind }
    }. Сравните через == или in.
query-not-condition = Здесь { $kind ->
        [text] текст
        [number] число
        [money] деньги
        [date] дата
        [instant] момент времени
        [duration] длительность
        [boolean] да или нет
        [choice] выбор
        [choices] несколько вариантов
        [reference] запись
        [file] файл
        [null] ничего (null)
       *[other] { $kind }
    }, а нужно условие: истина или ложь. Сравните это с чем-нибудь.
query-not-many = Это перебирает несколько связанных записей. Назовите связь, например «deals» у компании.
query-not-reference = «{ $name }» не ведёт к другой записи, после точки здесь ничего быть не может.
query-null = null бывает только с == и !=.
query-no-place = По «{ $field }» нельзя упорядочить: там файлы.
query-null-order = Ничто не больше и не меньше null. Спросите через == null или != null.
query-number = Это число нельзя сохранить точно: оно слишком большое или в нём слишком много знаков.
query-open-bracket = Эта скобка не закрыта.
query-open-text = Этот текст не закрыт в своей строке. Поставьте его между двумя " или двумя '.
query-option = Здесь нет варианта «{ $text }». Есть: { $known }.
query-references = Запись «{ $left }» никогда не бывает записью «{ $right }».
query-syntax = Выражение не читается начиная с «{ $near }».
query-syntax-end = Выражение обрывается слишком рано.
query-to-many = «{ $name }» — это несколько записей. Спросите через { $name }.exists(x, …), { $name }.all(x, …) или { $name }.size().
query-too-deep = Слишком глубокая вложенность: не больше { $limit } уровней.
query-too-fine = У этого числа было бы { $digits } знаков после запятой: считать можно не более чем с { $limit }. Перемножайте меньше таких дробных чисел.
query-too-large = В выражении слишком много частей: не больше { $limit }.
query-too-long = Выражение слишком длинное: не больше { $limit } знаков.
query-types = Это не сочетается: { $left ->
        [text] текст
        [number] число
        [money] деньги
        [date] дата
        [instant] момент времени
        [duration] длительность
        [boolean] да или нет
        [choice] выбор
        [choices] несколько вариантов
        [reference] запись
        [file] файл
        [null] ничего (null)
       *[other] { $left }
    } и { $right ->
        [text] текст
        [number] число
        [money] деньги
        [date] дата
        [instant] момент времени
        [duration] длительность
        [boolean] да или нет
        [choice] выбор
        [choices] несколько вариантов
        [reference] запись
        [file] файл
        [null] ничего (null)
       *[other] { $right }
    }.
query-unknown = Нет поля «{ $name }» в «{ $object }».
query-unknown-near = Нет поля «{ $name }» в «{ $object }». Может быть, «{ $near }»?
query-unknown-segment = Нет сегмента «{ $name }».
query-unsupported = «{ $what }» не входит в этот язык.
query-group = По «{ $field }» нельзя группировать.
query-unknown-measure = Показателя «{ $name }» нет.
query-no-tree = «within» спрашивает о записях, подчинённых друг другу: «{ $name }» ведёт не к таким.
