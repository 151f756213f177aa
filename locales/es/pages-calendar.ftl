# El calendario: vistas, mover, planificar.
page-calendar = Calendario
calendar-view-day = Día
calendar-view-week = Semana
calendar-view-month = Mes
calendar-view-team = Equipo
calendar-views = Cómo se muestran los días
calendar-steps = Otros días
calendar-before = Atrás
calendar-after = Adelante
calendar-today = Hoy
calendar-hours = Todas las horas
calendar-people = De quién
calendar-show = Mostrar
calendar-own = Como al principio
calendar-new = Reunión nueva
calendar-add = Reunión nueva el { $day }
calendar-nothing = Nada previsto.
calendar-person = Persona
calendar-others = Del tiempo de otras personas solo se muestra lo que usted puede leer; un día vacío no tiene por qué estar libre.
calendar-much = Aquí hay más de lo que se puede mostrar. Elija menos personas o menos días.
calendar-plan = Por planificar
calendar-plan-hint = Arrastre una tarea a un día.
calendar-move = Cuándo
calendar-move-label = Mover «{ $title }»
calendar-move-do = Mover
calendar-moved = «{ $title }» se ha movido.
calendar-day = Día
calendar-time = Hora
calendar-minutes = Minutos
calendar-weekday-1 = Lunes
calendar-weekday-2 = Martes
calendar-weekday-3 = Miércoles
calendar-weekday-4 = Jueves
calendar-weekday-5 = Viernes
calendar-weekday-6 = Sábado
calendar-weekday-7 = Domingo
calendar-short-1 = Lun
calendar-short-2 = Mar
calendar-short-3 = Mié
calendar-short-4 = Jue
calendar-short-5 = Vie
calendar-short-6 = Sáb
calendar-short-7 = Dom
calendar-more = { $count ->
    [one] { $count } más
   *[other] { $count } más
}
