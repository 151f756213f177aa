# Тексты импорта.

## import
import-title = Импорт
import-lead = Перетащите таблицы как есть, сразу несколько. Candor поймёт, что в каждой ячейке, покажет, где файлы противоречат друг другу, и ничего не запишет, пока вы не согласитесь.
import-files = Файлы (xlsx, xls, ods, csv)
import-choose = Выбрать файлы
import-drop = Перетащите файлы сюда или выберите их
import-upload-button = Прочитать файлы
import-upload-limit = До 100 МБ вместе. Связанные файлы загружайте вместе.
import-none-chosen = Выберите хотя бы один файл.
import-file-empty = файл пуст.
import-unread = { $count ->
    [one] { $count } файл не прочитан. Импорт идёт без него.
    [few] { $count } файла не прочитаны. Импорт идёт без них.
   *[many] { $count } файлов не прочитано. Импорт идёт без них.
}
import-drafts-title = Не завершено
import-drafts-lead = Файлы, которые вы загрузили и ещё не импортировали, с вашими решениями. Через семь дней они удаляются.
import-draft-rows = Строк
import-draft-go-on = Продолжить
import-draft-discard = Отбросить
import-draft-discarded = Отброшено. Ничего из этого не импортировано.
import-cannot-read = Файл { $file } не удалось прочитать
import-reader-stopped = Чтение остановлено: файл повреждён или распаковывается больше, чем разрешено.
import-batches-title = Прежние импорты
import-batches-empty = Пока ничего не импортировано.
import-batch = Импорт { $id }
import-batch-at = Когда
import-batch-state = Состояние
import-batch-files = Файлы
import-batch-progress = Записи
import-state-read = Готовится
import-state-running = Идёт
import-state-done = Готово
import-state-failed = Прерван
import-state-undone = Отменён
import-state-undone_in_part = Отменён частично
import-state-undoing = Отменяется
import-step-files = Файлы
import-step-read = Что прочитано
import-step-preview = Предпросмотр
import-step-done = Отчёт
import-read-title = Что прочитано
import-read-lead = Пока ничего не записано. Посмотрите, что расходится, решите по каждому столбцу один раз и переходите к предпросмотру.
import-sheets-title = Файлы
import-sheet-rows = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
}
import-sheet-columns = { $columns ->
    [one] { $columns } столбец
    [few] { $columns } столбца
   *[other] { $columns } столбцов
}
import-sheet-included = Импортировать этот лист
import-sheet-aside = Отложен
import-sheet-branch = Филиал его записей
import-sheet-branch-none = Без филиала
import-currency = Валюта сумм, где она не указана
import-differs-title = Что расходится между файлами
import-differs-lead = Один и тот же столбец значит не одно и то же. Каждый файл прочитан по собственному доказательству.
import-column = Столбец
import-file = Файл
import-read-as = Прочитан как
import-sample = Первые значения
import-sum = Сумма
import-mean = Среднее
import-proof = Доказательство
import-flags-title = На что взглянуть
import-flags-lead = Странные ячейки и прочтения. Отмеченное «решить» задерживает импорт до вашего решения.
import-flag-ask = Решить
import-flag-check = Взглянуть
import-flag-note = Заметка
import-flag-cells = Ячейки { $cells }
import-flag-more = и ещё { $count }
import-flags-none = Ничего странного не найдено.
import-columns-title = Столбцы и куда они попадут
import-column-target = Куда
import-column-target-none = Не импортируется
import-column-reading = Читать как
import-column-blanks = Пустых
import-columns-hint = Одно решение на столбец. Что не тронете, останется как предложено.
import-spellings-title = Написано по-разному, а значит одно?
import-spellings-lead = Эти имена почти совпадают с другими. Примите или оставьте отдельной записью.
import-spelling-written = Написано
import-spelling-meant = Принято за
import-spelling-rows = Строк
import-spelling-accept = Одно и то же
import-spelling-keep = Разное
import-review-button = Применить решения
import-preview-button = К предпросмотру
import-preview-title = Предпросмотр
import-preview-lead = Вот что сделал бы импорт. Пока ничего не записано.
import-preview-open = Сначала решите
import-preview-back = Назад к столбцам
import-accept-button = { $count ->
    [one] Импортировать { $count } запись
    [few] Импортировать { $count } записи
   *[other] Импортировать { $count } записей
}
import-fate-create = Новые
import-fate-update = Изменённые
import-fate-unchanged = Без изменений
import-fate-in_doubt = Под сомнением
import-fate-refused = Отклонены
import-object = Вид записи
import-rows-of = Первые строки: { $object }
import-row = Строка
import-running-title = Импорт идёт
import-running-text = Записей: { $done } из { $total }. Страницу можно закрыть, импорт продолжится.
import-running-begins = Импорт начинается: строки сверяются с тем, что уже есть. Страницу можно закрыть.
import-report-title = Отчёт
import-report-done = Импорт завершён.
import-report-failed = Импорт прервался. Записанное можно отменить.
import-report-undone = Этот импорт отменён: записи такие же, как до него.
import-report-undone_in_part = Этот импорт отменён, кроме записей, которые потом кто-то изменил.
import-report-undone-by = { $at }, { $who }: удалено { $removed }, возвращено { $put_back }, оставлено { $left }.
import-report-objects-before = Что стало с записями до отмены
import-report-objects = Что стало с записями
import-report-files = Что стало со строками
import-report-rows-read = Прочитано строк
import-report-rows-imported = Импортировано
import-report-rows-skipped = Пропущено
import-report-rows-refused = С отказом
import-report-refused-title = Отклонённые строки
import-report-refused-none = Ни одна строка не отклонена.
import-report-refused-download = Скачать отклонённые строки (csv)
import-report-refused-more = И ещё { $count } в файле.
import-report-figures = Суммы по столбцам
import-undo-button = Отменить этот импорт
import-undo-title = Отменить весь импорт?
import-undo-text = Созданные им записи исчезнут, изменённые станут прежними. Что люди изменили потом, останется и будет перечислено.
import-undo-confirm = Да, отменить
import-undone = Удалено: { $removed }, возвращено: { $put_back }, оставлено из-за поздних правок: { $left }.
import-reading-text = Текст
import-reading-number = Число
import-reading-number-scaled = Число × { $scale }
import-reading-percent-fraction = Процент: 0,35 значит 35 %
import-reading-percent-points = Процент: 35 значит 35 %
import-reading-percent-text = Процент со знаком: 35 %
import-reading-date-cell = Дата таблицы
import-reading-date-year_first = Дата: 2024-02-27
import-reading-date-day_first = Дата: 27.02.2024
import-reading-date-month_first = Дата: 02/27/2024
import-reading-boolean = Да или нет
import-reading-ask = — решить —
import-seen-boolean = Да или нет
import-seen-date = Дата
import-seen-date_text = Дата текстом
import-seen-mixed = Вперемешку
import-seen-number = Число
import-seen-number_text = Число текстом
import-seen-percent = Процент
import-seen-percent_fraction = Процент долей (0,35)
import-seen-percent_points = Процент пунктами (35)
import-seen-percent_text = Процент текстом (35 %)
import-seen-text = Текст
import-seen-empty = Пусто
