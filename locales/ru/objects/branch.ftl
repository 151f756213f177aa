branch = Филиал
branch-plural = Филиалы

branch-f-name = Название
branch-f-head = Руководитель
branch-f-head-help = Видит все записи этого филиала и подчинённых ему.
branch-f-parent = Входит в
branch-f-parent-help = Вышестоящий филиал.
branch-f-city = Город
branch-f-country = Страна

branch-m-count = Филиалы

branch-c-main = Филиал

branch-r-branches = Подчинённые филиалы
