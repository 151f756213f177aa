user = Сотрудник
user-plural = Сотрудники

user-f-name = Имя
user-f-email = Почта
user-f-email-help = С ним человек входит в систему.
user-f-phone = Телефон
user-f-job_title = Должность
user-f-manager = Начальник
user-f-status = Статус
user-f-status-o-no_sign_in = Без входа
user-f-status-o-invited = Приглашён
user-f-status-o-active = Активен
user-f-status-o-frozen = Заморожен
user-f-status-o-left = Ушёл
user-f-language = Язык
user-f-language-o-en = Английский
user-f-language-o-es = Испанский
user-f-language-o-ru = Русский
user-f-roles = Роли
user-f-roles-help = Что человек может видеть и делать. Несколько ролей складываются.
user-f-roles-o-owner = { role-owner }
user-f-roles-o-branch_head = { role-branch_head }
user-f-roles-o-team_lead = { role-team_lead }
user-f-roles-o-seller = { role-seller }
user-f-roles-o-support = { role-support }
user-f-roles-o-marketing = { role-marketing }
user-f-roles-o-analyst = { role-analyst }
user-f-roles-o-auditor = { role-auditor }
user-f-roles-o-administrator = { role-administrator }

user-s-active = Активные
user-s-without_sign_in = Без входа

user-m-count = Сотрудники

user-c-main = Сотрудник
user-c-reach = Как связаться
user-c-rights = Права

user-r-reports = Подчинённые
