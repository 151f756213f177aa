# Что загрузка говорит о файлах, столбцах и ячейках.

## Файлы, которые нельзя прочитать
intake-read-binary-workbook = Это двоичная книга (xlsb). Откройте её в табличной программе и сохраните как xlsx.
intake-read-cell-too-long = В ячейке больше { $limit } знаков. Сократите её или проверьте, не осталась ли незакрытой кавычка.
intake-read-damaged = Файл повреждён или это не то, что сказано в его имени. Откройте его в табличной программе и сохраните заново.
intake-read-empty = Файл пуст.
intake-read-password = Файл защищён паролем. Сохраните его без пароля.
intake-read-too-large = Файл больше { $limit } МБ. Разделите его.
intake-read-too-many-cells = В файле больше { $limit } заполненных ячеек. Разделите его.
intake-read-too-many-parts = В файле больше { $limit } частей. Сохраните нужные листы в новый файл.
intake-read-unknown = Это не таблица, известная Candor. Сохраните её как xlsx, ods, xls или csv.
intake-read-unpacks-too-large = В распакованном виде файл больше, чем позволяет его размер (не более { $limit } МБ). Он не был открыт.
intake-read-unreadable = Файл не открывается: { $reason }

## Отложенные листы
intake-aside-dictionary = Описание остальных файлов: из него взяты единицы и смысл столбцов, сам он не загружается.
intake-aside-left-out = Исключён в плане.
intake-aside-no-rows = Под заголовком ничего нет.
intake-aside-no-table = В нём нет таблицы: нет строки заголовков со строками под ней.
intake-aside-twin = Та же таблица, что в { $file }: загружается один раз.
intake-aside-unknown = Ни один столбец этого листа не узнан. Укажите, куда они идут, или не загружайте лист.

## Открытые решения и ход загрузки
intake-doubt-several-meant = Несколько записей называются «{ $title }». Объедините их или сделайте различимыми и загрузите снова.
intake-failed = Загрузка остановилась, не дойдя до конца. Записанное можно отменить.
intake-failed-halfway = Эта загрузка не смогла продолжиться и остановилась на середине. Записанное можно отменить, а затем загрузить файлы снова.
intake-failed-with-program = Программа завершилась раньше, чем эта загрузка, и та остановилась на середине. Записанное можно отменить, а затем загрузить файлы снова.
intake-file-gone = Файл { $file } больше не хранится. Загрузите его ещё раз.
intake-open-reading = Укажите, как читать столбец «{ $header }» файла { $file }.
intake-refused-names-nothing = В строке не сказано, о чём она.

## Доказательства того, как записан процент
intake-proof-format = Ячейки имеют формат процента, и количество × цена × (1 − скидка) даёт сумму в { $rows ->
    [one] { $rows } строке
   *[other] { $rows } строках
}.
intake-proof-format-alone = Ячейки имеют формат процента.
intake-proof-fraction = Количество × цена × (1 − скидка) даёт сумму в { $rows ->
    [one] { $rows } строке
   *[other] { $rows } строках
}; если читать как проценты, не даёт.
intake-proof-points = Количество × цена × (1 − скидка ÷ 100) даёт сумму в { $rows ->
    [one] { $rows } строке
   *[other] { $rows } строках
}; если читать как долю, не даёт.
intake-proof-sign = В каждой ячейке стоит знак процента, и количество × цена × (1 − скидка) даёт сумму в { $rows ->
    [one] { $rows } строке
   *[other] { $rows } строках
}.
intake-proof-sign-alone = В каждой ячейке стоит знак процента.

## Что предлагается
intake-propose-leave-amount-empty = Сумма этих сделок остаётся пустой.
intake-propose-read-each-file-by-its-proof = Каждый файл читается по своему доказательству; все дают один и тот же процент.
intake-propose-same-spelling = Считать, что это «{ $meant }».

## Замечания
intake-flag-amount-does-not-add-up = В { $count ->
    [one] { $count } строке
   *[other] { $count } строках
} количество × цена − скидка не равно сумме.
intake-flag-blank = Столбец «{ $header }» пуст в { $count ->
    [one] { $count } строке
   *[other] { $count } строках
}.
intake-flag-cell-does-not-fit = { $count ->
    [one] { $count } ячейка столбца «{ $header }» не читается
    [few] { $count } ячейки столбца «{ $header }» не читаются
   *[other] { $count } ячеек столбца «{ $header }» не читаются
} так, как остальные.
intake-flag-columns-not-taken = { $count ->
    [one] { $count } столбец не подошёл ни к одному полю и не взят: { $headers }.
    [few] { $count } столбца не подошли ни к одному полю и не взяты: { $headers }.
   *[many] { $count } столбцов не подошли ни к одному полю и не взяты: { $headers }.
}
intake-flag-contradiction = { $count ->
    [one] { $count } строка говорит
    [few] { $count } строки говорят
   *[other] { $count } строк говорят
} в поле «{ $field }» не то, что более ранняя строка о той же записи. Верной считается первая.
intake-flag-currency-named = В файлах названа валюта { $currency }, а валюта компании — { $company }. Суммы считаются в { $currency }.
intake-flag-date-as-text = { $count ->
    [one] { $count } дата столбца «{ $header }» записана
    [few] { $count } даты столбца «{ $header }» записаны
   *[other] { $count } дат столбца «{ $header }» записаны
} текстом.
intake-flag-date-order-unknown = Каждую дату столбца «{ $header }» можно прочитать и с дня, и с месяца. Как верно?
intake-flag-far-from-the-rest = { $count ->
    [one] { $count } значение
    [few] { $count } значения
   *[other] { $count } значений
} столбца «{ $header }» больше обычного в сто с лишним раз. Не потерян ли десятичный знак?
intake-flag-formula-error = { $count ->
    [one] { $count } ячейка столбца «{ $header }» содержит
    [few] { $count } ячейки столбца «{ $header }» содержат
   *[other] { $count } ячеек столбца «{ $header }» содержат
} ошибку формулы.
intake-flag-fraction-of-indivisible = «{ $header }» считает целые штуки, но { $count ->
    [one] в { $count } ячейке
   *[other] в { $count } ячейках
} есть дробная часть.
intake-flag-kind-differs-between-files = Столбец «{ $header }» в разных файлах разного рода: { $files }.
intake-flag-near-spelling = «{ $written }» — вероятно, «{ $meant }» ({ $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[other] { $count } строк
}).
intake-flag-number-as-text = { $count ->
    [one] { $count } число столбца «{ $header }» записано
    [few] { $count } числа столбца «{ $header }» записаны
   *[other] { $count } чисел столбца «{ $header }» записаны
} текстом.
intake-flag-number-can-be-read-two-ways = { $count ->
    [one] { $count } число
    [few] { $count } числа
   *[other] { $count } чисел
} столбца «{ $header }» можно прочитать и как тысячи, и как дробь, например 1,234.
intake-flag-percent-mixed-with-fractions = { $count ->
    [one] { $count } ячейка столбца «{ $header }» имеет
    [few] { $count } ячейки столбца «{ $header }» имеют
   *[other] { $count } ячеек столбца «{ $header }» имеют
} формат процента, остальные — нет.
intake-flag-percent-mixed-with-points = { $count ->
    [one] { $count } процент
    [few] { $count } процента
   *[other] { $count } процентов
} столбца «{ $header }» больше 100 %. Не целые ли это проценты среди долей?
intake-flag-percent-unit-differs-between-files = «{ $header }» записан в разных единицах. Проценты: { $points }. Доля: { $fraction }. Текст со знаком %: { $text }.
intake-flag-percent-unit-unknown = В столбце «{ $header }» только 0 и 1: 1 — это 1 % или 100 %?
intake-flag-scaled-by-description = Столбец «{ $header }» описан как кратный: каждое число умножается на { $scale }.
intake-flag-total-differs = В итоге стоит { $said }, а строки дают { $sum }.
intake-flag-total-rows-set-apart = { $count ->
    [one] { $count } строка итогов отложена и не загружается.
    [few] { $count } строки итогов отложены и не загружаются.
   *[other] { $count } строк итогов отложены и не загружаются.
}
intake-flag-unknown-choice = «{ $written }» в столбце «{ $header }» нет среди известных вариантов; поле остаётся пустым.
intake-flag-value-not-readable = «{ $header }»: { $count ->
    [one] { $count } значение не подходит
    [few] { $count } значения не подходят
   *[many] { $count } значений не подходят
} к полю. Строки войдут без него, а написанное сохранится как сомнительные данные.
intake-flag-zero-in-lost-deals = «{ $header }» равно 0 в { $count ->
    [one] { $count } проигранной сделке
   *[other] { $count } проигранных сделках
}: это не цена, и в среднее она не входит.

## Прочтения помимо тех, что на страницах
import-seen-date_ambiguous = Дата в неизвестном порядке
import-seen-percent_unknown = Процент в неизвестной единице
