branch = Филиал
branch-plural = Филиалы

branch-f-name = Название
branch-f-head = Руководитель
branch-f-head-help = Видит все записи этого филиала и подчинённых ему.
branch-f-parent = Входит в
branch-f-parent-help = Вышестоящий филиал.
branch-f-city = Город
branch-f-country = Страна
branch-f-work_calendar = График работы
branch-f-work_calendar-help = Людей этого филиала. Пусто: как в вышестоящем филиале, иначе с понедельника по пятницу, с 09:00 до 18:00.

branch-m-count = Филиалы

branch-c-main = Филиал

branch-r-branches = Подчинённые филиалы
