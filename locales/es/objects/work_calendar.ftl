work_calendar = Horario
work_calendar-plural = Horarios

work_calendar-f-name = Nombre
work_calendar-f-monday = Lunes
work_calendar-f-tuesday = Martes
work_calendar-f-wednesday = Miércoles
work_calendar-f-thursday = Jueves
work_calendar-f-friday = Viernes
work_calendar-f-saturday = Sábado
work_calendar-f-sunday = Domingo
work_calendar-f-monday-help = Horas de trabajo, como 09:00–14:00, 15:30–18:30. Vacío: día libre.

work_calendar-m-count = Horarios

work_calendar-c-main = Horario
work_calendar-c-week = La semana

work_calendar-r-branches = Sucursales
work_calendar-r-holidays = Festivos propios
