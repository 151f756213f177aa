# Avisos: lo que una persona sabe de lo que han hecho otros.
notify-title = Avisos
notify-unread = { $count ->
    [one] Avisos: { $count } sin leer
   *[other] Avisos: { $count } sin leer
}
notify-many = { $count ->
    [one] { $count } registro
   *[other] { $count } registros
}
notify-kind-assigned = Ahora es suyo
notify-kind-changed = Con cambios
notify-kind-comment = Comentario nuevo
notify-kind-shared = Compartido con usted
notify-kind-due = Vence hoy o ya ha vencido
notify-kind-mention = Le mencionan
notify-new = Nuevo
notify-read = Marcar como leído
notify-read-all = Marcar todo como leído
notify-none = Ningún aviso
notify-none-text = Aquí sabrá cuándo le entregan o comparten registros, cuándo cambian los que sigue y qué vence.
notify-older = Anteriores
notify-newest = Los más recientes
notify-wish-title = De qué se me avisa
notify-wish-lead = Solo hay avisos de los registros que usted puede ver.
notify-wish-assigned = Me entregan registros
notify-wish-changed = Otros cambian un registro que sigo
notify-wish-comment = Alguien comenta algo que sigo o donde ya comenté
notify-wish-shared = Comparten un registro conmigo
notify-wish-due = Vencen mis tareas, cada mañana
notify-wish-mention = Alguien me menciona
notify-quiet = Horas de silencio
notify-quiet-from = Desde las
notify-quiet-to = Hasta las
notify-quiet-help = En la zona horaria de la empresa. En ellas no aparece nada; el contador espera.
notify-wish-saved = Guardado. Desde ahora se le avisa como desea.
action-follow = Seguir
action-unfollow = Dejar de seguir
said-follows = Se le avisará de lo que otros cambien aquí.
said-unfollows = Ya no se le avisará de este registro.
evidence-kind-follow = Empezó o dejó de seguir
evidence-kind-notifications = Leyó los avisos
evidence-kind-telling = Cambió de qué se le avisa
