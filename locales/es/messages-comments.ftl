# Fallos de los comentarios.

fault-comment-empty = Escriba algo primero.
fault-comment-long = Un comentario tiene como máximo { $most } letras.
fault-mention-unread = { $name } no puede leer este registro, así que no se le puede mencionar en él. Comparta antes el registro o quite el nombre.
fault-mention-several = Varias personas se llaman { $name }: elija una de la lista mientras escribe.
