# The pages on which a company arranges what is there: stages, lists, cards, menus.

arrange-show = Показать, что изменится
arrange-apply = Применить
arrange-effect = Что изменится
arrange-nothing = Ничего не изменится.
arrange-new = новый
arrange-up = Выше: { $label }
arrange-down = Ниже: { $label }

## stages
stages-title = Этапы: { $plural }
stages-lead = Добавьте свои этапы, переименуйте любые, расставьте по порядку и укажите вероятность успеха на каждом. Ничего не изменится, пока вы не увидите, что именно изменится.
stages-board = Открыть доску
stages-arrange = Этапы
stages-list = От первого контакта до конца
stages-label = Название этапа: { $label }
stages-probability = Вероятность: { $label }
stages-new = Новый этап
stages-more = Языки, использование
stages-off = Не используется
stages-retire = Не использовать
stages-to = Всё, что на нём, перейдёт на
stages-outcome-open = Открыт
stages-outcome-won = Успех
stages-outcome-lost = Отказ
stages-saved = Этапы расставлены так, как вы указали.
stages-heads = На доске будут такие столбцы:
stages-reordered = Меняется порядок. Записи остаются на своих этапах.
stages-line-new = «{ $label }» — новый этап.
stages-line-renamed = «{ $before }» будет называться «{ $label }».
stages-line-renamed-elsewhere = «{ $label }» получит другое название на другом языке.
stages-line-probability = «{ $label }» считается за { $after } % вместо { $before } %. { $count ->
    [0] На нём ничего нет.
    [one] { $count } запись на нём будет иначе весить в прогнозе.
    [few] { $count } записи на нём будут иначе весить в прогнозе.
   *[many] { $count } записей на нём будут иначе весить в прогнозе.
}
stages-line-retired = «{ $label }» больше не используется. На нём ничего нет.
stages-line-moves = «{ $label }» больше не используется. { $count ->
    [one] { $count } запись перейдёт на «{ $to }».
    [few] { $count } записи перейдут на «{ $to }».
   *[many] { $count } записей перейдут на «{ $to }».
} Каждый переход остаётся в истории записи, и его можно отменить.
stages-line-restored = «{ $label }» снова используется.
stages-rests = Эти условия называют его и больше не найдут на нём записей:
stages-rest-segment = Выборка «{ $name }»: { $of }
stages-rest-measure = Показатель «{ $name }»: { $of }
stages-rest-field = Поле «{ $name }»: { $of }
stages-rest-finding = Находка «{ $name }»
stages-rest-rule = Особое правило «{ $name }»

## layout
layout-title = Расположение: { $plural }
layout-lead = Выберите столбцы списка и то, что где стоит в карточке и её форме. Здесь всё только расставляется и ни от кого не скрывается: за это отвечают права.
layout-open = Расположение
layout-columns = Столбцы списка
layout-card = Карточка и форма
layout-further = Другие столбцы
layout-first = ведёт к записи
layout-gone = Больше не столбцы:
layout-new-section = Новый раздел
layout-new-text = Назовите его и выберите его у поля.
layout-section-label = Название раздела: { $label }
layout-empty = В нём ничего нет: он не будет показан.
layout-nowhere = Не в карточке
layout-place = Раздел: { $label }
layout-fold = Показывать в форме только по запросу
layout-folded = по запросу
layout-saved = Расположение действует с этой минуты.
layout-reset = Вернуть расположение Candor
layout-reset-question = { $plural }: вернуть расположение Candor?
layout-reset-text = Столбцы, разделы и их названия снова будут как в Candor. Ваши поля останутся, каждое на своём месте.
layout-reset-done = Расположение снова как в Candor.
form-folded = { $count ->
    [one] Ещё { $count } поле
    [few] Ещё { $count } поля
   *[many] Ещё { $count } полей
}
