# Listas, fichas, formularios, tablero, embudo, cifras, búsqueda, mi día.
action-new = Nuevo
action-edit = Editar
action-archive = Archivar
action-restore = Restaurar
action-transfer = Traspasar
action-why = ¿Por qué veo esto?
action-share = Compartir
action-hide = Ocultar a alguien
action-more = Más
action-back = Volver
action-open = Abrir

view-list = Lista
view-board = Tablero
view-funnel = Embudo
view-figures = Cifras

view-save = Guardar vista
view-changed = cambiada desde que se guardó
view-name = Nombre de la vista
view-shared = Para todos los que ven esta lista
view-save-changes = Guardar cambios
view-save-new = Guardar como nueva
view-favourite = Añadir a favoritos
view-no-favourite = Quitar de favoritos
view-opens = Abrir la lista con ella
view-opens-not = No abrir la lista con ella
view-link = Dirección de esta vista
view-remove = Eliminar vista
view-remove-question = ¿Eliminar la vista «{ $name }»?
view-remove-shared = La pierden todos: es compartida. Los registros quedan como están.
view-remove-own = Los registros quedan como están.
said-view-kept = La vista «{ $name }» está guardada.
said-view-removed = La vista está eliminada.

list-views = Vistas
list-segments = Segmentos
list-all = Todos
list-search = Buscar en esta lista
list-columns = Columnas
list-dense = Filas más juntas
list-archived = Archivados
list-order = Orden
list-group = Agrupar
list-whole = En total
order-by = Ordenar por
order-then = después por
order-way = Sentido
order-up = ascendente
order-down = descendente
order-own = Como siempre
group-none = Sin agrupar
foot-none = Nada debajo
foot-sum = Suma
foot-avg = Media
foot-median = Mediana
foot-min = Mínimo
foot-max = Máximo
width-of = Ancho de «{ $column }»
width-auto = ancho: auto
width-xs = muy estrecha
width-s = estrecha
width-m = mediana
width-l = ancha
width-xl = muy ancha
foot-of = Debajo de { $column }
column-before = Adelantar { $column }
column-after = Atrasar { $column }
cell-edit = Modificar aquí
peek-open = Mostrar junto a la lista
peek-whole = Abrir la página entera
list-pages = Páginas
list-count = { $count ->
    [one] { $count } registro
   *[other] { $count } registros
}
list-count-more = Más de { $count } registros
list-first = Primera página
list-next = Siguiente
list-show-all = Mostrar todos
list-nothing-found = No se encontró nada
list-nothing-found-text = Ningún registro cumple estas condiciones. Quite una o muestre todos.
list-empty = Aquí todavía no hay nada
list-empty-text = Cree el primer registro o importe las hojas de cálculo que ya tiene.

filter-add = Filtrar
filter-apply = Aplicar
filter-remove = quitar esta condición
filter-how = Comparación
filter-text = Condición en el lenguaje de consultas
filter-as-text = Editar como texto
filter-me = yo
filter-is = { $field } es { $value }
filter-is-not = { $field } no es { $value }
filter-within = { $field } es { $value } o inferior
filter-contains = { $field } contiene { $value }
filter-at-least = { $field } desde { $value }
filter-at-most = { $field } hasta { $value }
filter-over = { $field } por encima de { $value }
filter-under = { $field } por debajo de { $value }
filter-and = { $left } y { $right }
filter-or = { $left } o { $right }
filter-with = Cómo se une a las demás
filter-as-well = además de las demás
filter-or-else = o si no: { $other }
filter-has = hay
filter-has-none = no hay ninguno
filter-reach = Sus campos
filter-any-record = cualquier registro
filter-some = { $many }: hay
filter-none = { $many }: no hay
filter-some-where = { $many }: hay donde { $what }
filter-none-where = { $many }: no hay donde { $what }
operator-over = por encima de
operator-under = por debajo de
cell-failed = No se ha podido guardar. Lo que escribió sigue aquí: inténtelo otra vez.
filter-known = { $field } se conoce
filter-unknown = { $field } no se conoce
outcome-open = abierta
outcome-won = ganada
outcome-lost = perdida
operator-is = es
operator-is-not = no es
operator-within = es, con todo lo inferior
operator-contains = contiene
operator-at-least = como mínimo
operator-at-most = como máximo
operator-known = se conoce
operator-unknown = no se conoce

record-archived = Archivado
record-untitled = Sin título
value-hidden = oculto

card-story = Historia
card-facts = Datos
card-record = Registro
card-all = Todos
card-group = Todo el grupo
card-add = Añadir: { $what }
link-change = Cambiar: { $title }
link-remove = Quitar: { $title }

composer-hint = Escriba qué ocurrió o qué hay que hacer…
composer-kind = Qué es
composer-note = Nota
composer-call = Llamada
composer-meeting = Reunión
composer-mail = Correo
composer-task = Tarea
composer-due = hasta
composer-add = Añadir

story-created = creó el registro
story-changed = cambió
story-entered = entró en
story-undo = Deshacer

form-new = Nuevo registro: { $what }
form-required = obligatorio
form-look-up = Escriba para buscar…
form-look-up-person = Escriba un nombre…
form-currency = Moneda
form-not-found = No se encontró nada con este nombre.
form-several = Varios tienen este nombre: escriba más o elija uno de la lista.

conflict-title = { $who } cambió este registro { $when }, después de que usted lo abriera
conflict-somebody = Alguien
conflict-text = Sus valores están abajo. Cámbielos si los otros son correctos y guarde; o cancele para conservar el otro cambio.
conflict-keep = Guardar mis valores

action-later = Hacer así los siguientes
later-question = ¿Hacer los siguientes como «{ $title }»?
later-text = { $count ->
    [0] Aún no hay ninguno creado por delante: no cambiaría nada.
    [one] { $count } posterior se crea de nuevo: con el asunto, la hora y todo lo demás de este. Lo que tenía propio se va. Puede deshacerlo.
   *[other] { $count } posteriores se crean de nuevo: con el asunto, la hora y todo lo demás de este. Lo que tenían propio se va. Puede deshacerlo.
}
said-later = Los siguientes son ahora como este.
said-later-none = Ahora no hay ninguno posterior creado: no se ha cambiado nada.
archive-question = ¿Archivar «{ $title }»?
archive-text = Desaparece de listas, tableros y cifras. No se pierde nada: puede restaurarlo en cualquier momento.
transfer-question = Traspasar «{ $title }»
transfer-text = Responsable, equipo y sucursal cambian a la vez. La historia conserva quién lo tenía antes.
transfer-to = A quién
transfer-colleagues = Compañeros
transfer-else = Otra persona
transfer-late = { $count ->
    [one] { $count } vencida
   *[other] { $count } vencidas
}
transfer-open = { $count ->
    [one] { $count } tarea abierta
   *[other] { $count } tareas abiertas
}

why-title = ¿Por qué veo esto?
why-note = La misma decisión protege cada lista, búsqueda, cifra y exportación.
why-share = Lo compartieron con usted para leer, { $until }.
why-share-write = Lo compartieron con usted para leer y modificar, { $until }.
why-role = Como { $role } puede leer { $scope }.
why-role-through = Como { $role } puede leer aquello cuyos { $related } están entre { $scope }.
why-ends = Como { $role } puede leer los dos registros que vincula.
why-theirs-share = Compartido para leer, { $until }.
why-theirs-share-write = Compartido para leer y modificar, { $until }.
why-theirs-role = { $role }: { $scope }.
why-theirs-role-through = { $role }: sus { $related } están entre { $scope }.
why-theirs-ends = { $role }: puede leer los dos registros que vincula.
why-denied = Una regla especial lo oculta { $until }: «{ $reason }»
why-no-grant = Ningún derecho lleva a este registro.
why-everybody = Quién ve esto
why-sees = Lo ve
why-sees-not = No lo ve
why-scope-none = nada
why-scope-own = sus propios registros
why-scope-team = los registros de su equipo
why-scope-branch = los registros de su sucursal
why-theirs-own = sus propios registros
why-theirs-team = los registros de su equipo
why-theirs-branch = los registros de su sucursal
why-scope-all = todos los registros de este tipo

share-title = Compartir «{ $title }»
share-lead = Entregue este registro a un compañero. Lo que depende de él, como oportunidades o tareas, sigue con quien lo tiene.
share-to = Con quién
share-until = Hasta (último día)
share-until-hint = En blanco: hasta que se retire.
share-level = Qué puede hacer
share-read = Leerlo
share-write = Leerlo y modificarlo
share-button = Compartir
share-present = Compartido con
share-reads = lee
share-writes = modifica
share-by = Por { $who } el { $when }, { $until }
share-end = Retirar
share-no-end = hasta que se retire
share-until-day = hasta el { $day }
said-shared = Compartido con { $who }.
said-share-ended = Retirado.

said-created = Creado.
said-saved = Guardado.
said-added = Añadido.
said-archived = «{ $title }» está archivado.
said-restored = Restaurado.
said-transferred = Traspasado a { $who }.
said-moved = «{ $title }» está ahora en { $stage }.
said-undone = El cambio se ha deshecho.
said-undone-partly = Deshecho, salvo los campos que se cambiaron después.
said-conflict = Alguien cambió este registro hace un momento. Mírelo de nuevo y repita el paso.

board-mine = Míos
board-more = { $count ->
    [one] { $count } más
   *[other] { $count } más
}
board-move = Mover { $title }
board-move-to = Mover a
board-move-do = Mover
board-weighted = Suma ponderada por la probabilidad de la etapa

funnel-reached = llegaron
funnel-stay = estancia mediana
funnel-closed = Cerrados
funnel-win-rate = Tasa de éxito
funnel-win-rate-note = ganados de todos los cerrados
funnel-went-on = { $share } siguió adelante
funnel-empty = No hay registros que seguir por las etapas.
funnel-method = Todo registro entró por la primera etapa; el que está en una etapa abierta pasó por las anteriores; el cerrado pasó por todas. Los días son la mediana de los que están ahora en la etapa.

figures-by = Por
figures-total = Total
figures-stretch = Período
figures-measures = Cifras
figures-unknown = no se conoce
figures-withheld = { $count ->
    [one] Se omite { $count } grupo: reúne menos de cinco registros, y su función lee cifras, no registros.
   *[other] Se omiten { $count } grupos: cada uno reúne menos de cinco registros, y su función lee cifras, no registros.
}
figures-empty = No hay registros que contar.
stretch-day = día
stretch-week = semana
stretch-month = mes
stretch-quarter = trimestre
stretch-year = año

search-title = Buscar
search-start = ¿Qué busca?
search-start-text = Cualquier parte de un nombre, teléfono, correo o número fiscal: bastan dos letras.
search-nothing = Revise la ortografía o pruebe con una parte más corta del nombre.
search-layout = Se muestra lo que encuentra «{ $text }».
search-near = Nada se llama exactamente así. Lo más parecido:
search-near-layout = Nada se llama exactamente así. Lo más parecido a «{ $text }»:
search-layout-show = Mostrar lo que encuentra «{ $text }»

several-picked = Elegidos:
several-page = toda la página
several-all = los { $count } de esta lista
several-change = Cambiar
several-none = No hay nada elegido. Marque primero las filas.
several-archive-question = { $count ->
    [one] ¿Archivar un registro?
   *[other] ¿Archivar { $count } registros?
}
several-restore-question = { $count ->
    [one] ¿Restaurar un registro?
   *[other] ¿Restaurar { $count } registros?
}
several-transfer-question = { $count ->
    [one] Traspasar un registro
   *[other] Traspasar { $count } registros
}
several-set-question = { $count ->
    [one] { $field } de un registro
   *[other] { $field } de { $count } registros
}
several-same = { $count ->
    [one] Uno ya está así.
   *[other] { $count } ya están así.
}
several-left = { $count ->
    [one] Uno se queda como está:
   *[other] { $count } se quedan como están:
}
several-more = y { $count } más
several-no-right = no puede hacer esto con él
several-undo-question = ¿Deshacer el cambio?
several-undo-text = Cada registro recupera lo que tenía. Lo que alguien cambió después se queda.
said-several = { $count ->
    [one] Un registro cambiado.
   *[other] { $count } registros cambiados.
}
