# Mi día: el propio y el del equipo.
home-title = Buenos días, { $name }
home-whose = El día de quién
home-me = Mi día
home-team = Equipo
home-tasks = Mis tareas
home-tasks-empty = Nada pendiente. Planifique el siguiente paso de una de sus oportunidades.
home-late-head = Tareas vencidas
home-late-all = Tareas vencidas
home-late-empty-all = No hay nada vencido.
home-meetings = Hoy
home-meetings-empty = Hoy no hay reuniones ni llamadas.
home-unplanned = Oportunidades sin siguiente paso
home-unplanned-head = Sin siguiente paso
home-unplanned-all = Oportunidades sin siguiente paso
home-unplanned-empty = Todas sus oportunidades abiertas tienen un siguiente paso.
home-unplanned-empty-all = Todas las oportunidades abiertas tienen un siguiente paso.
home-closing = Se cierran pronto
home-closing-empty = Ninguna de sus oportunidades se cerrará en los próximos 30 días.
home-closing-all = Se cierran en 30 días
home-closing-empty-all = Ninguna oportunidad abierta se cerrará en los próximos 30 días.
home-quiet = En silencio
home-quiet-head = En silencio
home-quiet-all = Clientes en silencio
home-quiet-empty = Ha tenido contacto con todos sus clientes en los últimos 90 días.
home-quiet-empty-all = Alguien ha tenido contacto con cada cliente en los últimos 90 días.
home-quiet-never = sin contacto nunca
home-deals = { $count ->
    [one] { $count } oportunidad
   *[other] { $count } oportunidades
}
home-open = Mis oportunidades abiertas
home-weighted = Ponderado por probabilidad
home-won = Ganado este mes
home-overdue = Tareas vencidas
home-open-all = Oportunidades abiertas
home-weighted-all = Ponderado por probabilidad
home-won-all = Ganado este mes
home-overdue-all = Tareas vencidas
home-done = Hecho: { $title }
home-hand-over = Traspasar «{ $title }»
home-crew = Quién necesita ayuda
home-crew-person = Persona
home-crew-nobody = De nadie
home-crew-tasks-head = Tareas abiertas
home-crew-open-head = Oportunidades abiertas
home-empty = Un día tranquilo
home-empty-text = Su rol no lee clientes ni oportunidades. Lo que puede abrir está en el menú.
