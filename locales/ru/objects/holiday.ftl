holiday = Праздничный день
holiday-plural = Праздничные дни

holiday-f-name = Название
holiday-f-day = День
holiday-f-until = Последний день
holiday-f-until-help = Только если дней несколько.
holiday-f-work_calendar = Только для
holiday-f-work_calendar-help = Пусто: для всей компании.

holiday-s-coming = Предстоящие

holiday-m-count = Праздничные дни

holiday-c-main = Праздничный день
