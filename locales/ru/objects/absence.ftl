absence = Отсутствие
absence-plural = Отсутствия

absence-f-kind = Причина
absence-f-kind-help = Видите только вы и ваши руководители; остальные видят, что вас нет.
absence-f-kind-o-leave = Отпуск
absence-f-kind-o-sick = Болезнь
absence-f-kind-o-other = Другое
absence-f-first_day = Первый день
absence-f-last_day = Последний день
absence-f-note = Заметка

absence-s-now = Отсутствуют сегодня
absence-s-coming = Предстоящие

absence-m-count = Отсутствия

absence-c-main = Отсутствие
