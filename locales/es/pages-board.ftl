# Tableros: por qué campo van, carriles, límites y el pequeño formulario que pide un paso.

board-filter = Condiciones
board-by = Columnas por
board-lanes = Carriles por
board-no-lanes = sin carriles
board-lanes-by = carriles: { $field }
board-figure = Cifra de cada columna
board-no-figure = sin cifra
board-next = Mostrar más
board-keys = Con la barra espaciadora se toma la tarjeta. Después las flechas la llevan, la barra espaciadora o Intro la sueltan y Escape la devuelve.
board-picked = «{ $title }» tomada de { $column }. Las flechas la llevan.
board-over = { $column }
board-dropped = «{ $title }» queda en { $column }.
board-back = «{ $title }» vuelve a { $column }.
board-limit = Como máximo
board-limit-set = Límite de { $column }
board-limit-hint = En blanco: sin límite. Si se supera, el tablero avisa y no rechaza nada.
board-limit-of = como máximo
board-limit-over = más de lo que debería haber

gate-question = «{ $title }»: a { $stage }
gate-lead = Este paso pide lo que todavía no está rellenado.
gate-must = Sin esto no puede pasar.
gate-may = Puede dejarlo en blanco.
