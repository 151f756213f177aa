campaign = Campaña
campaign-plural = Campañas

campaign-f-name = Nombre
campaign-f-kind = Tipo
campaign-f-kind-o-launch = Lanzamiento
campaign-f-kind-o-promotion = Promoción
campaign-f-kind-o-event = Evento
campaign-f-kind-o-newsletter = Boletín
campaign-f-kind-o-advertising = Publicidad
campaign-f-kind-o-other = Otro
campaign-f-channel = Canal
campaign-f-channel-o-mail = Correo
campaign-f-channel-o-social_media = Redes sociales
campaign-f-channel-o-search = Buscadores
campaign-f-channel-o-print = Prensa e impresos
campaign-f-channel-o-fair = Feria
campaign-f-channel-o-phone = Teléfono
campaign-f-channel-o-partner = Socio
campaign-f-channel-o-other = Otro
campaign-f-status = Estado
campaign-f-status-o-planned = Prevista
campaign-f-status-o-running = En curso
campaign-f-status-o-finished = Terminada
campaign-f-status-o-stopped = Detenida
campaign-f-starts_on = Empieza
campaign-f-ends_on = Termina
campaign-f-budget = Presupuesto
campaign-f-budget-help = Lo que la campaña puede costar.
campaign-f-spent = Gastado
campaign-f-spent-help = Lo que ha costado hasta ahora.
campaign-f-description = Notas
campaign-f-won_amount = Importe ganado
campaign-f-won_amount-help = La suma de las oportunidades ganadas que vinieron de esta campaña.
campaign-f-won_deals = Oportunidades ganadas

campaign-s-running = En curso

campaign-m-count = Campañas
campaign-m-budget_sum = Presupuesto
campaign-m-spent_sum = Gastado

campaign-c-main = Campaña
campaign-c-money = Dinero
campaign-c-notes = Notas
