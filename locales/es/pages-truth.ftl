# Textos de las verdades.

## truth
truth-title = Verdad
truth-lead = Lo que sus registros dicen hoy, por orden de peso. Cada número está a un clic de sus registros.
truth-week-title = Para arreglar esta semana
truth-more-title = También es verdad
truth-clear-title = Comprobado, sin hallazgos
truth-none-title = Sin hallazgos: bien
truth-none-text = { $count ->
    [one] Se hizo { $count } pregunta a sus registros y no se encontró nada.
   *[other] Se hicieron { $count } preguntas a sus registros y ninguna encontró nada.
}
truth-empty = En cuanto haya registros, se les harán las preguntas. Importe sus hojas de cálculo o introduzca los primeros.
truth-empty-title = Aún no hay nada que juzgar
truth-no-records-title = Su rol no ve registros
truth-no-records-text = Estas preguntas se hacen a clientes, negocios y tareas. Con su rol no se lee ninguno, así que aquí no hay nada que decirle.
truth-untold-title = No se puede saber
truth-unjudged-title = No todo se puede saber
truth-unjudged-text = No se encontró nada, pero de algunos registros no se sabe. Véalos abajo.
truth-unjudged = { $count ->
    [one] no se sabe de { $count } registro
   *[other] no se sabe de { $count } registros
}
truth-records = { $count ->
    [one] { $count } registro
   *[other] { $count } registros
}
truth-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
truth-weight-none = sin importe conocido
truth-who = De quién
truth-nobody = Nadie
truth-open = Ver los registros
truth-unit-records = { $count ->
    [one] registro
   *[other] registros
}
truth-trend-more = { $count } se sumaron en los últimos 30 días, { $before } en los 30 anteriores
truth-trend-quiet = Ninguno se sumó en los últimos 60 días
truth-trend-known = fecha conocida en { $known } de { $count }
truth-trend-up = crece
truth-trend-down = baja
truth-trend-even = estable
truth-severity-grave = Grave
truth-severity-warning = Aviso
truth-severity-note = Nota
truth-action-plan_task = Planificar una tarea en cada uno
truth-action-transfer = Traspasar
truth-action-complete = Completar lo que falta
truth-action-merge = Comparar
truth-action-decide = Decidir
truth-broken = Esto no se pudo calcular.
truth-out-of-sight = Su rol ve demasiado poco para responder
truth-hidden = Alguien que usted no puede ver
truth-plan-title = Planificar una tarea en cada registro
truth-plan-text = { $count ->
    [one] Se crea { $count } tarea, para el responsable del registro.
   *[other] Se crean { $count } tareas, cada una para el responsable de su registro.
}
truth-plan-gone = { $count ->
    [one] { $count } registro no es de nadie, o es de alguien que se fue o está bloqueado. Esa tarea queda a su nombre; puede traspasarla.
   *[other] { $count } registros no son de nadie, o son de alguien que se fue o está bloqueado. Esas tareas quedan a su nombre; puede traspasarlas.
}
truth-plan-subject = Qué hay que hacer
truth-plan-due = Hasta
truth-plan-button = Planificar las tareas
truth-plan-done = { $count ->
    [one] { $count } tarea planificada.
   *[other] { $count } tareas planificadas.
}
truth-plan-limit = Los primeros { $count } registros; el resto, cuando estos estén hechos.
truth-transfer-title = Traspasar los registros
truth-transfer-text = { $count ->
    [one] { $count } registro pasa a otro responsable.
   *[other] { $count } registros pasan a otro responsable.
}
truth-transfer-to = A quién
truth-transfer-button = Traspasar
truth-transfer-done = { $count ->
    [one] { $count } registro traspasado.
   *[other] { $count } registros traspasados.
}
truth-compare-title = Probablemente lo mismo
truth-compare-lead = Comparten un valor que debería ser de uno solo. Candor todavía no une dos registros en uno. Abra ambos y decida cuál se queda, pase a él lo que solo tiene el otro (datos, negocios, contactos, tareas) y archive el otro.
truth-compare-key = Mismo valor en { $field }
truth-compare-open = Abrir
truth-compare-none = No hay dos registros que compartan un valor.
truth-back = Volver a las verdades
