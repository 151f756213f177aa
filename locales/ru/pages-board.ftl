# Доски: по какому полю, дорожки, пределы и маленькая форма, которую просит шаг.

board-filter = Условия
board-by = Столбцы по полю
board-lanes = Дорожки по полю
board-no-lanes = без дорожек
board-lanes-by = дорожки: { $field }
board-figure = Показатель столбца
board-no-figure = без показателя
board-next = Показать ещё
board-keys = Пробел берёт карточку. Затем стрелки несут её, пробел или Enter кладут, Escape возвращает на место.
board-picked = Карточка «{ $title }» взята из столбца «{ $column }». Стрелки несут её.
board-over = { $column }
board-dropped = Карточка «{ $title }» теперь в столбце «{ $column }».
board-back = Карточка «{ $title }» снова в столбце «{ $column }».
board-limit = Не больше
board-limit-set = Предел столбца «{ $column }»
board-limit-hint = Пусто: без предела. Сверх него доска предупреждает, но ничего не запрещает.
board-limit-of = не больше
board-limit-over = больше, чем должно быть

gate-question = «{ $title }»: на этап «{ $stage }»
gate-lead = Для этого шага не хватает данных.
gate-must = Без этого перейти нельзя.
gate-may = Можно оставить пустым.
