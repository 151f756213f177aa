# Тексты входа, учётной записи, приглашения, настройки и сбоев.

## account
account-title = Моя учётная запись
account-password-title = Пароль
account-password-old = Текущий пароль
account-password-new = Новый пароль
account-password-button = Сменить пароль
account-password-done = Пароль изменён. На других устройствах сеансы завершены.
account-sessions-title = Где вы вошли
account-sessions-since = С
account-sessions-seen = Последняя активность
account-sessions-this = Это устройство
account-sessions-end = Завершить этот сеанс
account-sessions-end-others = Завершить все остальные

## failures
failure-bad-title = Запрос не удалось прочитать
failure-bad-text = В адресе или форме есть то, чего эта страница не ждёт.
failure-broken-title = У нас что-то сломалось
failure-broken-text = Ничего не сохранено. Причина — в журнале сервера под номером ниже.
failure-conflict-title = Запись тем временем изменили
failure-conflict-text = { $name }: изменение сохранено { $at }. Откройте запись заново и повторите своё.
failure-conflict-unknown = Кто-то сохранил изменение раньше. Откройте запись заново и повторите своё.
failure-cross-site-title = Отправлено с другого сайта
failure-cross-site-text = Эту форму прислала чужая страница, поэтому ничего не сделано.
failure-forbidden-title = Не разрешено
failure-forbidden-text = Ваша роль этого не включает. Почему — скажет руководитель или администратор Candor.
failure-home = На первую страницу
failure-full-title = Диск заполнен
failure-full-text = Ничего из этого не сохранено; сохранённое раньше в безопасности. Просматривать данные можно. Попросите того, кто обслуживает Candor, освободить место и повторите.
failure-invalid-title = Проверьте некоторые значения
failure-not-found-title = Здесь ничего нет
failure-not-found-text = Такой страницы или записи нет, либо она не для вас.
failure-request = Номер этого запроса: { $id }
failure-sign-in-title = Сначала войдите
failure-sign-in-text = Ваш сеанс завершён.
failure-too-large-title = Слишком большой объём
failure-too-large-text = Предел — 1 МБ для формы, 25 МБ для файла и 100 МБ для нескольких вместе.
failure-too-many-title = Слишком много попыток
failure-too-many-text = { $seconds ->
    [one] Подождите { $seconds } секунду и повторите.
    [few] Подождите { $seconds } секунды и повторите.
   *[other] Подождите { $seconds } секунд и повторите.
}
failure-unavailable-title = Сейчас недоступно
failure-unavailable-text = База данных не отвечает. Попробуйте через минуту; ничего не потеряно.

## invitation
invitation-title = Добро пожаловать, { $name }
invitation-lead = Придумайте пароль, и учётная запись открыта.
invitation-button = Открыть учётную запись
invitation-closed-title = Это приглашение закрыто
invitation-closed-text = Им уже воспользовались, или срок вышел. Попросите новое у того, кто вас пригласил.

## set-up
set-up-title = Настройте свою компанию
set-up-lead = Вы здесь первые. Назовите компанию и себя; вы станете её владельцем.
set-up-company = Компания
set-up-you = Вы
set-up-name = Ваше имя
set-up-email = Ваша почта
set-up-password = Пароль
set-up-password-help = Не менее 15 знаков. Лучше всего фраза, которую написали бы только вы.
set-up-country = Страна
set-up-currency = Валюта
set-up-zone = Часовой пояс
set-up-language = Язык
set-up-button = Создать компанию
set-up-closed-title = Настройка закрыта
set-up-closed-text = Одноразовой ссылкой уже воспользовались, или срок вышел. При запуске сервера на пустой базе печатается новая.

## sign-in
sign-in-title = Вход
sign-in-lead = Одна база клиентов и правда о ней.
sign-in-email = Почта
sign-in-password = Пароль
sign-in-button = Войти
sign-in-wrong = Почта или пароль не подходят.
sign-in-wait = { $seconds ->
    [one] Слишком много попыток. Подождите { $seconds } секунду.
    [few] Слишком много попыток. Подождите { $seconds } секунды.
   *[other] Слишком много попыток. Подождите { $seconds } секунд.
}
sign-out = Выйти

## frame
frame-demo = Демонстрационная компания: всё в ней придумано.
