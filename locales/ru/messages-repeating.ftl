# Повторяющиеся записи.
fault-repeats-without-day = Записи, которая повторяется, нужен день.
fault-repeats-over = Конец раньше первого дня.
fault-repeats-made = Принадлежность записи к серии нельзя указать вручную.
evidence-kind-repeat = Создание повторением
