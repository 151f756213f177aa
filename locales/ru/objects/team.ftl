team = Отдел
team-plural = Отделы

team-f-name = Название
team-f-lead = Руководитель
team-f-lead-help = Видит записи всего отдела.

team-m-count = Отделы

team-c-main = Отдел
