doubt = Сомнительное значение
doubt-plural = Сомнительные значения

doubt-f-file = Файл
doubt-f-sheet = Лист
doubt-f-cell = Ячейка
doubt-f-cell-help = Как в таблице: столбец и строка, например D17.
doubt-f-value = Что написано
doubt-f-reason = Почему сомнительно
doubt-f-reason-o-not_a_number = Не число
doubt-f-reason-o-not_a_date = Не дата
doubt-f-reason-o-unknown_unit = Неизвестная единица
doubt-f-reason-o-unknown_currency = Неизвестная валюта
doubt-f-reason-o-fraction_of_indivisible = Дробное количество неделимого
doubt-f-reason-o-total_differs = Итог не сходится
doubt-f-reason-o-out_of_range = Вне допустимых пределов
doubt-f-reason-o-unknown_choice = Неизвестный вариант
doubt-f-reason-o-unknown_reference = Ссылается на неизвестное
doubt-f-reason-o-missing_required = Обязательно, но пусто
doubt-f-reason-o-contradiction = Противоречит другому файлу
doubt-f-reason-o-duplicate = Повторяется
doubt-f-reason-o-formula_error = Ошибка в формуле
doubt-f-reason-o-not_readable = Не то, что должно быть в поле
doubt-f-reason-o-other = Другое
doubt-f-note = Пояснение
doubt-f-amount = Сумма под вопросом
doubt-f-amount-help = Сколько денег зависит от этого значения.
doubt-f-order = Заказ
doubt-f-deal = Сделка
doubt-f-company = Компания
doubt-f-batch = Импорт
doubt-f-resolved = Решено

doubt-s-open = Ждут решения

doubt-m-count = Сомнительные значения
doubt-m-amount_sum = Сумма под вопросом
doubt-m-amount_sum-help = Сколько денег зависит от значений, по которым никто не решил.

doubt-c-main = Сомнительное значение
doubt-c-about = К чему относится
