# Списки, карточки, формы, доска, воронка, показатели, поиск, мой день.
action-new = Создать
action-edit = Изменить
action-archive = В архив
action-restore = Вернуть из архива
action-transfer = Передать
action-why = Почему я это вижу?
action-share = Поделиться
action-hide = Скрыть от кого-то
action-more = Ещё
action-back = Назад
action-open = Открыть

view-list = Список
view-board = Доска
view-funnel = Воронка
view-figures = Показатели

view-save = Сохранить вид
view-changed = изменён после сохранения
view-name = Название вида
view-shared = Для всех, кто видит этот список
view-save-changes = Сохранить изменения
view-save-new = Сохранить как новый
view-favourite = Добавить в избранное
view-no-favourite = Убрать из избранного
view-opens = Открывать список с ним
view-opens-not = Не открывать список с ним
view-link = Адрес этого вида
view-remove = Удалить вид
view-remove-question = Удалить вид «{ $name }»?
view-remove-shared = Он пропадёт у всех: вид общий. Записи останутся как есть.
view-remove-own = Записи останутся как есть.
said-view-kept = Вид «{ $name }» сохранён.
said-view-removed = Вид удалён.

list-views = Виды
list-segments = Отборы
list-all = Все
list-search = Поиск в списке
list-columns = Столбцы
list-dense = Плотнее
list-archived = В архиве
list-order = Порядок
list-group = Группы
list-whole = Всего
order-by = Упорядочить по полю
order-then = затем по полю
order-way = Направление
order-up = по возрастанию
order-down = по убыванию
order-own = Как обычно
group-none = Без групп
foot-none = Ничего
foot-sum = Сумма
foot-avg = Среднее
foot-median = Медиана
foot-min = Наименьшее
foot-max = Наибольшее
width-of = Ширина столбца «{ $column }»
width-auto = ширина: авто
width-xs = очень узкий
width-s = узкий
width-m = средний
width-l = широкий
width-xl = очень широкий
foot-of = Под столбцом «{ $column }»
column-before = Столбец «{ $column }» вперёд
column-after = Столбец «{ $column }» назад
cell-edit = Изменить здесь
peek-open = Показать рядом со списком
peek-whole = Открыть целиком
list-pages = Страницы
list-count = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
list-count-more = Больше { $count } записей
list-first = В начало
list-next = Дальше
list-show-all = Показать все
list-nothing-found = Ничего не найдено
list-nothing-found-text = Ни одна запись не подходит под эти условия. Уберите одно из них или покажите все.
list-empty = Здесь пока пусто
list-empty-text = Создайте первую запись или загрузите таблицы, которые у вас уже есть.

filter-add = Фильтр
filter-apply = Применить
filter-remove = убрать это условие
filter-how = Сравнение
filter-text = Условие на языке запросов
filter-as-text = Изменить как текст
filter-me = я
filter-is = { $field }: { $value }
filter-is-not = { $field }: не { $value }
filter-within = { $field }: { $value } и ниже
filter-contains = { $field } содержит { $value }
filter-at-least = { $field } от { $value }
filter-at-most = { $field } до { $value }
filter-over = { $field } больше { $value }
filter-under = { $field } меньше { $value }
filter-and = { $left } и { $right }
filter-or = { $left } или { $right }
filter-with = Как соединить с остальными
filter-as-well = вместе с остальными
filter-or-else = или же: { $other }
filter-has = есть
filter-has-none = нет
filter-reach = Её поля
filter-any-record = любая запись
filter-some = { $many }: есть
filter-none = { $many }: нет
filter-some-where = { $many }: есть, где { $what }
filter-none-where = { $many }: нет, где { $what }
operator-over = больше
operator-under = меньше
cell-failed = Сохранить не удалось. Введённое осталось здесь: попробуйте ещё раз.
filter-known = { $field }: указано
filter-unknown = { $field }: не указано
outcome-open = в работе
outcome-won = выиграно
outcome-lost = проиграно
operator-is = равно
operator-is-not = не равно
operator-within = равно, со всеми ниже
operator-contains = содержит
operator-at-least = не меньше
operator-at-most = не больше
operator-known = указано
operator-unknown = не указано

record-archived = В архиве
record-untitled = Без названия
value-hidden = скрыто

card-story = История
card-facts = Сведения
card-record = О записи
card-all = Все
card-group = Вся группа
card-add = Добавить: { $what }
link-change = Изменить: { $title }
link-remove = Убрать: { $title }

composer-hint = Что произошло или что нужно сделать…
composer-kind = Что это
composer-note = Заметка
composer-call = Звонок
composer-meeting = Встреча
composer-mail = Письмо
composer-task = Задача
composer-due = до
composer-add = Добавить

story-created = создание записи
story-changed = изменение
story-entered = переход на этап
story-undo = Отменить

form-new = Новая запись: { $what }
form-required = обязательно
form-look-up = Начните вводить…
form-look-up-person = Начните вводить имя…
form-currency = Валюта
form-not-found = Под таким названием ничего не найдено.
form-several = Таких несколько: введите больше букв или выберите из списка.

conflict-title = Пока форма была открыта, запись изменил другой человек: { $who }, { $when }
conflict-somebody = кто-то
conflict-text = Ниже ваши значения. Поправьте их, если верны чужие, и сохраните; или отмените, чтобы оставить чужое изменение.
conflict-keep = Сохранить мои значения

action-later = Сделать следующие такими же
later-question = Сделать следующие такими же, как «{ $title }»?
later-text = { $count ->
    [0] Наперёд пока ничего не создано: ничего не изменится.
    [one] { $count } следующая запись будет создана заново: тема, время и всё остальное как у этой. Своё, что у неё было, уйдёт. Это можно отменить.
    [few] { $count } следующие записи будут созданы заново: тема, время и всё остальное как у этой. Своё, что у них было, уйдёт. Это можно отменить.
   *[many] { $count } следующих записей будут созданы заново: тема, время и всё остальное как у этой. Своё, что у них было, уйдёт. Это можно отменить.
}
said-later = Следующие теперь такие же, как эта.
said-later-none = Сейчас наперёд ничего не создано: ничего не изменено.
archive-question = Убрать «{ $title }» в архив?
archive-text = Запись исчезнет из списков, досок и показателей. Ничего не теряется: её можно вернуть в любой момент.
transfer-question = Передать «{ $title }»
transfer-text = Ответственный, команда и филиал меняются вместе. История помнит, у кого запись была раньше.
transfer-to = Кому
transfer-colleagues = Коллеги
transfer-else = Кому-то ещё
transfer-late = { $count ->
    [one] { $count } просрочена
   *[other] { $count } просрочено
}
transfer-open = { $count ->
    [one] { $count } открытая задача
    [few] { $count } открытые задачи
   *[many] { $count } открытых задач
}

why-title = Почему я это вижу?
why-note = То же решение охраняет каждый список, поиск, показатель и выгрузку.
why-share = Вам дали читать эту запись { $until }.
why-share-write = Вам дали читать и менять эту запись { $until }.
why-role = Роль «{ $role }» позволяет читать { $scope }.
why-role-through = Роль «{ $role }» позволяет читать записи, у которых { $related } входят в { $scope }.
why-ends = Роль «{ $role }» позволяет читать обе записи, которые здесь связаны.
why-theirs-share = Дано читать { $until }.
why-theirs-share-write = Дано читать и менять { $until }.
why-theirs-role = { $role }: { $scope }.
why-theirs-role-through = { $role }: { $related } этой записи входят в { $scope }.
why-theirs-ends = { $role }: может читать обе связанные записи.
why-denied = Особое правило скрывает запись { $until }: «{ $reason }»
why-no-grant = Ни одно право не ведёт к этой записи.
why-everybody = Кто это видит
why-sees = Видит
why-sees-not = Не видит
why-scope-none = ничего
why-scope-own = свои записи
why-scope-team = записи своей команды
why-scope-branch = записи своего филиала
why-theirs-own = собственные записи
why-theirs-team = записи своей команды
why-theirs-branch = записи своего филиала
why-scope-all = все записи этого вида

share-title = Поделиться: «{ $title }»
share-lead = Дайте эту запись коллеге. То, что с ней связано (сделки, задачи), остаётся у тех, у кого было.
share-to = С кем
share-until = До (последний день)
share-until-hint = Пусто: пока не заберут обратно.
share-level = Что можно
share-read = Читать
share-write = Читать и менять
share-button = Поделиться
share-present = Кому дано
share-reads = читает
share-writes = меняет
share-by = { $who }, { $when }; { $until }
share-end = Забрать
share-no-end = пока не заберут
share-until-day = до { $day } включительно
said-shared = Вы поделились записью: { $who }.
said-share-ended = Запись больше не доступна этому человеку.

said-created = Создано.
said-saved = Сохранено.
said-added = Добавлено.
said-archived = «{ $title }» в архиве.
said-restored = Возвращено из архива.
said-transferred = Передано. Теперь отвечает { $who }.
said-moved = «{ $title }»: этап «{ $stage }».
said-undone = Изменение отменено.
said-undone-partly = Отменено, кроме полей, которые с тех пор меняли снова.
said-conflict = Запись только что изменили. Посмотрите на неё ещё раз и повторите действие.

board-mine = Мои
board-more = { $count ->
    [one] ещё { $count }
    [few] ещё { $count }
   *[many] ещё { $count }
}
board-move = Переместить: { $title }
board-move-to = Переместить на этап
board-move-do = Переместить
board-weighted = Сумма с учётом вероятности этапа

funnel-reached = дошли
funnel-stay = медиана срока
funnel-closed = Закрыты
funnel-win-rate = Доля выигранных
funnel-win-rate-note = от всех закрытых
funnel-went-on = { $share } прошли дальше
funnel-empty = Нет записей, которые шли бы по этапам.
funnel-method = Каждая запись вошла на первом этапе; стоящая на открытом этапе прошла предыдущие; закрытая прошла все. Дни — медиана по записям, которые сейчас стоят на этапе.

figures-by = По полю
figures-total = Всего
figures-stretch = Отрезок времени
figures-measures = Показатели
figures-unknown = не указано
figures-withheld = { $count ->
    [one] Скрыта { $count } группа: в ней меньше пяти записей, а ваша роль видит цифры, но не записи.
    [few] Скрыты { $count } группы: в каждой меньше пяти записей, а ваша роль видит цифры, но не записи.
   *[many] Скрыто { $count } групп: в каждой меньше пяти записей, а ваша роль видит цифры, но не записи.
}
figures-empty = Нечего считать: записей нет.
stretch-day = день
stretch-week = неделя
stretch-month = месяц
stretch-quarter = квартал
stretch-year = год

search-title = Поиск
search-start = Что ищем?
search-start-text = Любая часть названия, телефона, почты или ИНН: достаточно двух букв.
search-nothing = Проверьте написание или введите часть слова покороче.
search-layout = Показано, что нашлось по «{ $text }».
search-near = Точно так ничего не называется. Похожее:
search-near-layout = Точно так ничего не называется. Похожее на «{ $text }»:
search-layout-show = Показать, что найдётся по «{ $text }»

several-picked = Выбрано:
several-page = вся страница
several-all = все { $count } из списка
several-change = Изменить
several-none = Ничего не выбрано. Сначала отметьте строки.
several-archive-question = { $count ->
    [one] Архивировать { $count } запись?
    [few] Архивировать { $count } записи?
   *[other] Архивировать { $count } записей?
}
several-restore-question = { $count ->
    [one] Восстановить { $count } запись?
    [few] Восстановить { $count } записи?
   *[other] Восстановить { $count } записей?
}
several-transfer-question = { $count ->
    [one] Передать { $count } запись
    [few] Передать { $count } записи
   *[other] Передать { $count } записей
}
several-set-question = { $count ->
    [one] { $field }: { $count } запись
    [few] { $field }: { $count } записи
   *[other] { $field }: { $count } записей
}
several-same = { $count ->
    [one] { $count } уже такая.
    [few] { $count } уже такие.
   *[other] { $count } уже такие.
}
several-left = { $count ->
    [one] { $count } останется как есть:
    [few] { $count } останутся как есть:
   *[other] { $count } останутся как есть:
}
several-more = и ещё { $count }
several-no-right = на это у вас нет права
several-undo-question = Отменить изменение?
several-undo-text = Каждая запись получит то, что в ней было. Изменённое с тех пор останется.
said-several = { $count ->
    [one] Изменена { $count } запись.
    [few] Изменены { $count } записи.
   *[other] Изменено { $count } записей.
}
