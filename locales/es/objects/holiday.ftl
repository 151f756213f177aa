holiday = Festivo
holiday-plural = Festivos

holiday-f-name = Nombre
holiday-f-day = Día
holiday-f-until = Último día
holiday-f-until-help = Solo si dura varios días.
holiday-f-work_calendar = Solo para
holiday-f-work_calendar-help = Vacío: para toda la empresa.

holiday-s-coming = Próximos

holiday-m-count = Festivos

holiday-c-main = Festivo
