task = Задача
task-plural = Задачи

task-f-subject = Что сделать
task-f-due = Срок
task-f-status = Статус
task-f-status-o-open = Открыта
task-f-status-o-done = Сделана
task-f-status-o-cancelled = Отменена
task-f-priority = Важность
task-f-priority-o-low = Низкая
task-f-priority-o-normal = Обычная
task-f-priority-o-high = Высокая
task-f-company = Компания
task-f-contact = Контакт
task-f-deal = Сделка
task-f-done_at = Когда сделана
task-f-description = Заметки

task-s-open = Открытые
task-s-mine = Мои
task-s-today = На сегодня
task-s-overdue = Просроченные

task-m-count = Задачи
task-m-open_count = Открытых задач
task-m-overdue_count = Просрочено задач

task-c-main = Задача
task-c-about = К чему относится
task-c-notes = Заметки
