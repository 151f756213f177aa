participant = Участник сделки
participant-plural = Участники сделки

participant-f-deal = Сделка
participant-f-contact = Контакт
participant-f-part = Роль
participant-f-part-o-decision_maker = Решает
participant-f-part-o-influencer = Советует
participant-f-part-o-buyer = Закупает
participant-f-part-o-user = Пользуется
participant-f-part-o-champion = За нас
participant-f-part-o-opponent = Против нас
participant-f-part-o-other = Другое
participant-f-note = Заметка
participant-f-note-help = Что для него важно, в двух словах.

participant-m-count = Участники

participant-c-main = Роль в сделке
