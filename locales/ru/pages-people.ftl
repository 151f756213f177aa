# Тексты людей, ролей, свидетельств и настроек.

## evidence
evidence-title = Свидетельства
evidence-lead = Кто, что и когда сделал: каждая запись, просмотр, список, поиск, вход и отказ. Записи скрепляются деревом хешей, поэтому поздняя правка заметна.
evidence-sealed = Скреплено записей: { $size }, последняя { $at }
evidence-root = Корень { $root }
evidence-not-sealed = Пока ничего не скреплено.
evidence-when = Когда
evidence-who = Кто
evidence-what = Что
evidence-record = Запись
evidence-channel = Канал
evidence-address = Адрес
evidence-detail = Подробности
evidence-system = Система
evidence-filter-kind = Что произошло
evidence-filter-person = Сотрудник
evidence-filter-object = Вид записи
evidence-filter-record = Номер записи
evidence-filter-any = Любой
evidence-filter-button = Показать
evidence-older = Более ранние
evidence-empty = Ничего не подходит.

## people
people-title = Люди
people-lead = Кто здесь работает, что кому можно и когда заходил в последний раз.
people-add = Добавить сотрудника
people-name = Имя
people-email = Почта
people-role = Роли
people-team = Команда
people-branch = Филиал
people-status = Состояние
people-seen = Последний вход
people-never = Никогда
people-invite = Пригласить
people-invite-again = Новое приглашение
people-invite-link-title = Одноразовая ссылка для: { $name }
people-invite-link-text = Передайте её сами: почта появится в следующей версии. Открывается один раз, до { $until }.
people-add-title = Добавить сотрудника
people-add-text = Сотрудник получает одноразовую ссылку и сам придумывает пароль.
people-add-button = Добавить и создать ссылку
people-edit-title = { $name }
people-save = Сохранить
people-saved = Сохранено. Действует со следующего щелчка этого сотрудника.
people-freeze = Заморозить
people-freeze-title = Заморозить: { $name }?
people-freeze-text = Все сеансы сразу завершатся, вход будет закрыт. Клиенты и история останутся; передайте их потом.
people-freeze-confirm = Заморозить сейчас
people-thaw = Впустить снова
people-none = —
people-no-one = Пока никто не внесён.
people-explain-roles = Что можно каждой роли

## roles
roles-title = Роли
roles-lead = Что каждой роли можно делать с какими записями. Права складываются; что не дано, того нельзя.
roles-object = Вид записи
roles-may-set-up = Настраивает людей, роли и компанию
roles-may-evidence = Читает свидетельства
roles-none = ничего
roles-scope-own = свои
roles-scope-team = команды
roles-scope-branch = филиала
roles-scope-all = все
roles-fields-impersonal = без личных данных
roles-fields-only = только { $fields }
roles-fields-except = без { $fields }
roles-action-read = Читать
roles-action-aggregate = Цифры
roles-action-create = Создавать
roles-action-update = Менять
roles-action-archive = В архив
roles-action-transfer = Передавать
roles-action-import = Импорт
roles-action-export = Экспорт
roles-action-bulk_update = Менять многие
roles-action-merge = Объединять
roles-action-print = Печать
roles-action-mail_out = Рассылка

## settings
settings-title = Настройки
settings-lead = Действуют для всех. Часовой пояс решает, к какому дню относится момент, чтобы цифра у всех была одна.
settings-company = Название компании
settings-country = Страна (две буквы)
settings-currency = Валюта (три буквы)
settings-fiscal-month = Первый месяц финансового года
settings-language = Язык компании
settings-zone = Часовой пояс
settings-button = Сохранить
settings-saved = Сохранено.
