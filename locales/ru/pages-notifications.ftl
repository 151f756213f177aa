# Уведомления: что человек узнаёт о сделанном другими.
notify-title = Уведомления
notify-unread = { $count ->
    [one] Уведомления: { $count } непрочитанное
    [few] Уведомления: { $count } непрочитанных
   *[many] Уведомления: { $count } непрочитанных
}
notify-many = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
notify-kind-assigned = Передано вам
notify-kind-changed = Есть изменения
notify-kind-comment = Новый комментарий
notify-kind-shared = Открыт доступ для вас
notify-kind-due = Срок сегодня или уже прошёл
notify-kind-mention = Вас упомянули
notify-new = Новое
notify-read = Отметить прочитанным
notify-read-all = Отметить всё прочитанным
notify-none = Уведомлений нет
notify-none-text = Здесь видно, когда вам передают записи или открывают к ним доступ, что меняют в записях, за которыми вы следите, и что пора сделать.
notify-older = Более ранние
notify-newest = Самые новые
notify-wish-title = О чём мне сообщать
notify-wish-lead = Уведомления бывают только о записях, которые вам доступны.
notify-wish-assigned = Мне передают записи
notify-wish-changed = Другие меняют запись, за которой я слежу
notify-wish-comment = Комментируют то, за чем я слежу, или отвечают в обсуждении со мной
notify-wish-shared = Мне открывают доступ к записи
notify-wish-due = Подходит срок моих задач, каждое утро
notify-wish-mention = Меня упоминают
notify-quiet = Тихие часы
notify-quiet-from = С
notify-quiet-to = До
notify-quiet-help = По часовому поясу компании. В это время ничего не всплывает, счётчик ждёт.
notify-wish-saved = Сохранено. Теперь сообщаем так, как вы хотите.
action-follow = Следить
action-unfollow = Больше не следить
said-follows = Вы узнаете, когда здесь что-то изменят.
said-unfollows = Уведомлений об этой записи больше не будет.
evidence-kind-follow = Подписка на запись изменена
evidence-kind-notifications = Просмотр уведомлений
evidence-kind-telling = Изменение настроек уведомлений
