# The pages on which a company arranges what is there: stages, lists, cards, menus.

arrange-show = Ver qué cambia
arrange-apply = Aplicar
arrange-effect = Qué cambiaría
arrange-nothing = No cambiaría nada.
arrange-new = nueva
arrange-up = Subir: { $label }
arrange-down = Bajar: { $label }

## stages
stages-title = Etapas: { $plural }
stages-lead = Añada etapas propias, cambie el nombre de cualquiera, ordénelas e indique la probabilidad de ganar en cada una. Nada cambia hasta que haya visto qué cambiaría.
stages-board = Abrir el tablero
stages-arrange = Etapas
stages-list = Del primer contacto al final
stages-label = Nombre de la etapa: { $label }
stages-probability = Probabilidad: { $label }
stages-new = Etapa nueva
stages-more = Idiomas, uso
stages-off = Fuera de uso
stages-retire = Fuera de uso
stages-to = Lo que está en ella pasa a
stages-outcome-open = Abierta
stages-outcome-won = Ganada
stages-outcome-lost = Perdida
stages-saved = Las etapas han quedado como usted las ha ordenado.
stages-heads = El tablero tendrá estas columnas:
stages-reordered = Cambia el orden. Cada registro sigue donde está.
stages-line-new = «{ $label }» es una etapa nueva.
stages-line-renamed = «{ $before }» se llamará «{ $label }».
stages-line-renamed-elsewhere = «{ $label }» recibe otro nombre en otro idioma.
stages-line-probability = «{ $label }» cuenta un { $after } % en lugar de un { $before } %. { $count ->
    [0] No hay nada en ella.
    [one] { $count } registro que está en ella pesa de otro modo en las previsiones.
   *[other] { $count } registros que están en ella pesan de otro modo en las previsiones.
}
stages-line-retired = «{ $label }» deja de usarse. No hay nada en ella.
stages-line-moves = «{ $label }» deja de usarse. { $count ->
    [one] { $count } registro que está en ella pasa a «{ $to }».
   *[other] { $count } registros que están en ella pasan a «{ $to }».
} Cada paso queda en el historial del registro y se puede deshacer.
stages-line-restored = «{ $label }» vuelve a usarse.
stages-rests = Estas condiciones la nombran y ya no encontrarán ningún registro en ella:
stages-rest-segment = Segmento «{ $name }» de { $of }
stages-rest-measure = Cifra «{ $name }» de { $of }
stages-rest-field = Campo «{ $name }» de { $of }
stages-rest-finding = Hallazgo «{ $name }»
stages-rest-rule = Regla especial «{ $name }»

## layout
layout-title = Disposición: { $plural }
layout-lead = Elija las columnas de la lista y qué va en cada lugar de la ficha y de su formulario. Solo ordena, no oculta nada a nadie: de eso se encargan los permisos.
layout-open = Disposición
layout-columns = Columnas de la lista
layout-card = Ficha y formulario
layout-further = Más columnas
layout-first = lleva al registro
layout-gone = Dejan de ser columnas:
layout-new-section = Sección nueva
layout-new-text = Póngale un nombre y elíjala en un campo.
layout-section-label = Nombre de la sección: { $label }
layout-empty = No hay nada en ella: no se mostrará.
layout-nowhere = Fuera de la ficha
layout-place = Sección: { $label }
layout-fold = Mostrarlo en el formulario solo si se pide
layout-folded = si se pide
layout-saved = La disposición vale desde ahora.
layout-reset = Volver a la disposición de Candor
layout-reset-question = { $plural }: ¿volver a la disposición de Candor?
layout-reset-text = Las columnas, las secciones y sus nombres vuelven a ser los de Candor. Sus campos propios se quedan, cada uno en su lugar.
layout-reset-done = La disposición vuelve a ser la de Candor.
form-folded = { $count ->
    [one] { $count } campo más
   *[other] { $count } campos más
}
