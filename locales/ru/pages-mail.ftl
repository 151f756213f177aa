# Исходящая почта: почтовый сервер, что отправлено, сводка и ссылка, которая её прекращает.
mail-title = Почта
mail-lead = Почтовый сервер, через который Candor пишет людям компании. Больше никому письма не уходят.
mail-host = Сервер
mail-port = Порт
mail-security = Соединение
mail-security-starttls = STARTTLS (обычно порт 587)
mail-security-tls = TLS с первого байта (обычно порт 465)
mail-security-none = Без шифрования (только на этой машине)
mail-user = Имя пользователя, если сервер его требует
mail-password = Пароль этого пользователя
mail-password-help = Хранится запечатанным и больше не показывается.
mail-password-kept = Пароль сохранён. Оставьте поле пустым, чтобы его не менять; для другого сервера или пользователя его нужно ввести заново.
mail-from = Адрес, с которого уходят письма
mail-name = Имя отправителя
mail-certificate-title = Собственный сервер со своим сертификатом
mail-certificate = Сертификат
mail-certificate-help = В формате PEM, начинается с BEGIN CERTIFICATE. Ему доверяют наряду с обычными центрами.
mail-own-password-help = Ваш собственный пароль: здесь решается, куда уходят письма компании.
mail-links = Ссылки в письмах начинаются с { $address }.
mail-saved = Сохранено. Отправьте себе письмо, чтобы проверить, доходит ли оно.
mail-forget = Больше не отправлять почту
mail-forgotten = Почта больше не отправляется, пароль забыт.
mail-test-title = Проверка
mail-test-lead = Короткое письмо уйдёт сейчас на ваш собственный адрес.
mail-test-button = Отправить мне пробное письмо
mail-test-done = Сервер принял письмо на { $address }. Если оно не приходит, посмотрите в спаме.
mail-test-failed = Письмо не ушло.
mail-test-subject = Пробное письмо от Candor
mail-test-body = Это письмо дошло: почта из Candor работает.
mail-failure-unknown = Сервера с именем { $said } нет. Проверьте имя.
mail-failure-denied = { $said } находится по адресу, к которому Candor не подключается.
mail-failure-open = { $said } — другая машина: выберите шифрованное соединение.
mail-failure-silent = Почтовый сервер { $said } не отвечает. Проверьте сервер, порт и соединение.
mail-failure-untrusted = Безопасное соединение не установлено: { $said }. Проверьте порт и соединение или укажите сертификат сервера.
mail-failure-unencrypted = Сервер не предлагает STARTTLS. Выберите TLS или другой порт.
mail-failure-no-sign-in = По этому соединению сервер не предлагает входа. Выберите шифрованное или оставьте имя пользователя пустым.
mail-failure-password = Сервер не принял имя пользователя или пароль: { $said }
mail-failure-sealed = Сохранённое нельзя открыть на этой машине. Введите пароль заново.
mail-failure-later = Сервер просит повторить позже: { $said }
mail-failure-refused = Сервер не принял письмо: { $said }
mail-failure-letter = { $said } — не адрес, на который можно написать.
mail-sent-title = Отправленные письма
mail-sent-lead = Кому и когда, но не что. Хранится { $days } дней.
mail-sent-none = Пока ничего не отправлено
mail-sent-none-text = Здесь видны письма людям компании: отправленные, ожидающие и неотправленные, и почему.
mail-sent-to = Кому
mail-sent-kind = Что
mail-sent-at = С какого времени
mail-sent-state = Состояние
mail-sent-why = Почему
mail-sent-next = Следующая попытка: { $at }.
mail-sent-again = Повторить
mail-sent-again-done = Повторная попытка будет через несколько секунд.
mail-kind-digest = Сводка
mail-kind-invitation = Приглашение
mail-state-waits = Ожидает
mail-state-sent = Отправлено
mail-state-failed = Не отправлено
mail-state-nothing = Нечего сообщить
mail-wish-title = Почта для меня
mail-wish-lead = Непрочитанные уведомления и ваш день вкратце. В тихие часы ничего не отправляется; не отправляется и тогда, когда сообщить нечего.
mail-wish-none = Почтовый сервер ещё не настроен: до этого ничего не отправляется.
mail-wish-never = Никогда
mail-wish-daily = Каждый рабочий день
mail-wish-hourly = Каждый час в рабочие дни, если есть новое
mail-wish-at-once = Сразу, но только упоминания и то, что мне передано
mail-wish-hour = Каждый рабочий день в
mail-digest-title = { $name }, вот что вас ждёт
mail-digest-new = { $count ->
    [one] { $count } новое уведомление
    [few] { $count } новых уведомления
   *[many] { $count } новых уведомлений
}
mail-digest-all = Показать все
mail-digest-change = Выбрать, когда вам писать
mail-digest-leave = Больше не присылать таких писем
mail-day-overdue = { $more ->
    [yes] больше { $count } просроченных задач
   *[no] { $count ->
        [one] { $count } просроченная задача
        [few] { $count } просроченные задачи
       *[many] { $count } просроченных задач
    }
}
mail-day-today = { $more ->
    [yes] больше { $count } задач на сегодня
   *[no] { $count ->
        [one] { $count } задача на сегодня
        [few] { $count } задачи на сегодня
       *[many] { $count } задач на сегодня
    }
}
mail-day-without-next-step = { $more ->
    [yes] больше { $count } сделок без следующего шага
   *[no] { $count ->
        [one] { $count } сделка без следующего шага
        [few] { $count } сделки без следующего шага
       *[many] { $count } сделок без следующего шага
    }
}
mail-invitation-title = Ваш доступ: { $company }
mail-invitation-body = { $name }, вам открыт доступ. Выберите пароль и входите.
mail-invitation-open = Выбрать пароль
mail-invitation-until = Ссылка открывается один раз, до { $until }
mail-invitation-not = Если вы этого не ждали, ничего не делайте.
mail-invitation-send = Отправить ссылку по почте
mail-invitation-goes = Ссылка уходит и по почте.
mail-leave-title = Больше не присылать писем?
mail-leave-text = Сводки уведомлений больше не будут приходить. Выбрать их снова можно в вашей учётной записи.
mail-leave-button = Больше не присылать
mail-leave-done = Сводки вам больше не присылаются
mail-leave-back = В учётной записи вы выбираете, писать ли вам и когда.
mail-leave-unknown = Эта ссылка ничего не прекращает
evidence-kind-mail_test = Отправка пробного письма
evidence-kind-mail_again = Повторная отправка письма
evidence-kind-mail_left = Отказ от писем по ссылке
fault-mail-host = Это не имя и не адрес сервера.
fault-mail-port = Порт — число от 1 до 65535.
fault-mail-security = Выберите, как устанавливать соединение.
fault-mail-from = Это не адрес электронной почты.
fault-mail-line = Имя отправителя и имя пользователя занимают по одной короткой строке.
fault-mail-certificate = Это не сертификат в формате PEM.
fault-mail-password = Пользователю нужен пароль.
fault-mail-password-anew = Для другого сервера, пользователя или соединения пароль нужно ввести заново.
fault-mail-open-password = По незашифрованному соединению пароль не отправляется.
fault-mail-hour = Выберите, когда вам писать.
