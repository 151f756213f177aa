activity = Actividad
activity-plural = Actividades

activity-f-kind = Tipo
activity-f-kind-o-call = Llamada
activity-f-kind-o-meeting = Reunión
activity-f-kind-o-mail = Correo
activity-f-kind-o-note = Nota
activity-f-subject = Asunto
activity-f-subject-help = En pocas palabras: de qué se trató.
activity-f-body = Qué se habló
activity-f-at = Cuándo
activity-f-duration = Duración
activity-f-direction = Sentido
activity-f-direction-o-incoming = Entrante
activity-f-direction-o-outgoing = Saliente
activity-f-outcome = Resultado
activity-f-outcome-o-reached = Contactado
activity-f-outcome-o-no_answer = Sin respuesta
activity-f-outcome-o-call_back = Volver a llamar
activity-f-outcome-o-refused = Rechazado
activity-f-outcome-o-agreed = Acordado
activity-f-company = Empresa
activity-f-contact = Contacto
activity-f-deal = Oportunidad

activity-s-this_week = Últimos siete días
activity-s-calls = Llamadas
activity-s-meetings = Reuniones
activity-s-timed = Reuniones y llamadas

activity-m-count = Actividades
activity-m-calls = Llamadas
activity-m-meetings = Reuniones

activity-c-main = Actividad
activity-c-about = Con quién y sobre qué
activity-c-notes = Notas
