# Карточка: комментарии, следующий шаг, новое и отбор в истории.

comments-title = Комментарии
comments-hint = Напишите, что об этом думаете; @ и имя позовут человека
comments-say = Написать
comments-remove = Убрать
comments-remove-question = Убрать этот комментарий?
comments-remove-text = Его текст больше никто не увидит. То, что он был, останется.
comments-changed = изменено { $when }
comments-removed = убрано { $when }
comments-earlier = Что было написано раньше
comments-found = Комментарии
said-comment-removed = Комментарий убран.

card-news = { $count ->
    [one] { $count } новое с вашего прошлого визита
    [few] { $count } новых с вашего прошлого визита
   *[many] { $count } новых с вашего прошлого визита
}
card-comments = { $count ->
    [one] { $count } комментарий
    [few] { $count } комментария
   *[many] { $count } комментариев
}
story-since = Вы были здесь { $when }
story-kinds = Что показывает история
story-kind-mail = Письма
story-kind-call = Звонки
story-kind-meeting = Встречи
story-kind-note = Заметки
story-kind-task = Задачи
story-kind-stage = Этапы
story-kind-change = Изменения
story-newest = Самое новое
story-older = Раньше
next-step = Следующий шаг
next-step-none = Нет следующего шага
next-step-set = Поставить задачу
