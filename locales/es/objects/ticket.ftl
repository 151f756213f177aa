ticket = Incidencia
ticket-plural = Incidencias

ticket-f-subject = Asunto
ticket-f-description = Qué ha pasado
ticket-f-status = Estado
ticket-f-status-o-new = Nueva
ticket-f-status-o-open = En curso
ticket-f-status-o-waiting = Espera al cliente
ticket-f-status-o-solved = Resuelta
ticket-f-status-o-closed = Cerrada
ticket-f-priority = Prioridad
ticket-f-priority-o-low = Baja
ticket-f-priority-o-normal = Normal
ticket-f-priority-o-high = Alta
ticket-f-priority-o-urgent = Urgente
ticket-f-kind = Tipo
ticket-f-kind-o-question = Consulta
ticket-f-kind-o-complaint = Queja
ticket-f-kind-o-fault = Avería
ticket-f-kind-o-return = Devolución
ticket-f-kind-o-wish = Sugerencia
ticket-f-channel = Canal
ticket-f-channel-o-phone = Teléfono
ticket-f-channel-o-mail = Correo
ticket-f-channel-o-website = Sitio web
ticket-f-channel-o-visit = Visita
ticket-f-channel-o-chat = Chat
ticket-f-company = Empresa
ticket-f-contact = Contacto
ticket-f-product = Producto
ticket-f-due = Responder antes de
ticket-f-solved_at = Resuelta el
ticket-f-satisfaction = Nota del cliente
ticket-f-satisfaction-help = De 1 (enfadado) a 5 (encantado).

ticket-s-open = Abiertas
ticket-s-waiting_long = Abiertas más de una semana
ticket-s-late = Fuera de plazo

ticket-m-count = Incidencias
ticket-m-open_count = Incidencias abiertas
ticket-m-average_satisfaction = Nota media

ticket-c-main = Incidencia
ticket-c-about = A qué se refiere
ticket-c-dates = Fechas
ticket-c-notes = Notas
