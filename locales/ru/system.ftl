# The fields that every object has.
system-f-id = Номер
system-f-owner = Ответственный
system-f-owner-help = Человек, который отвечает за эту запись.
system-f-team = Отдел
system-f-branch = Филиал
system-f-created_by = Кто создал
system-f-created_at = Создано
system-f-updated_by = Кто изменил
system-f-updated_at = Изменено
system-f-version = Версия
system-f-archived_at = В архиве с
system-f-source = Происхождение
system-f-source-help = Откуда взялась запись: файл, форма, другая система.
system-f-external_id = Номер в источнике
system-f-external_id-help = Как эту запись называет источник. У двух записей одного источника он не может совпадать.

# What a field with stages brings along.
system-stage-since = { $stage }: с какого числа
system-stage-days = { $stage }: дней
system-c-own = Свои поля
system-c-main = Данные
