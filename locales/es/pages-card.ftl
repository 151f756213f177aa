# La ficha: comentarios, próximo paso, novedades y lo que muestra su historia.

comments-title = Comentarios
comments-hint = Diga algo al respecto; con @ y un nombre avisa a alguien
comments-say = Comentar
comments-remove = Retirar
comments-remove-question = ¿Retirar este comentario?
comments-remove-text = Nadie volverá a ver lo que dice. Queda constancia de que existió.
comments-changed = cambiado { $when }
comments-removed = retirado { $when }
comments-earlier = Lo que decía antes
comments-found = Comentarios
said-comment-removed = El comentario se ha retirado.

card-news = { $count ->
    [one] { $count } novedad desde su última visita
   *[other] { $count } novedades desde su última visita
}
card-comments = { $count ->
    [one] { $count } comentario
   *[other] { $count } comentarios
}
story-since = Su última visita: { $when }
story-kinds = Qué muestra la historia
story-kind-mail = Correos
story-kind-call = Llamadas
story-kind-meeting = Reuniones
story-kind-note = Notas
story-kind-task = Tareas
story-kind-stage = Etapas
story-kind-change = Cambios
story-newest = Lo más reciente
story-older = Anteriores
next-step = Próximo paso
next-step-none = Sin próximo paso
next-step-set = Crear una tarea
