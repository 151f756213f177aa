# Un paso con todos los registros de una lista, sean cuantos sean.

several-all-more = toda la lista, más de { $count }
bulk-works = Cambios de listas enteras
bulk-works-none = Todavía no se ha cambiado nada así. Marque una fila de la lista y después «toda la lista».
bulk-what = Cambio
bulk-state = Estado
bulk-done = Cambiados
bulk-at = Comenzado
bulk-set = Cambiar: { $field }
bulk-preview = Ver qué pasaría
bulk-judged = { $count ->
    [one] Se ha mirado el primer registro: cambiarían { $able }.
   *[other] Se han mirado los primeros { $count } registros: cambiarían { $able }.
}
bulk-preview-text = Se hace en segundo plano. Puede salir de la página, detenerlo y deshacerlo. Lo que no se puede cambiar aparece en una lista con su motivo.
bulk-start = { $count ->
    [one] Empezar con un registro
   *[other] Empezar con { $count } registros
}
bulk-field = Campo
bulk-before = Antes
bulk-after = Después
bulk-state-picking = Se eligen los registros
bulk-state-running = En marcha
bulk-state-stopped = Detenido
bulk-state-done = Terminado
bulk-state-undoing = Se está deshaciendo
bulk-state-undone = Deshecho
bulk-state-undone-in-part = Deshecho en parte
bulk-running-text = { $done } de { $total } registros. Puede salir de esta página; el trabajo sigue.
bulk-stop = Detener
bulk-stopped = Se detuvo. Lo hecho hasta entonces queda así mientras no se deshaga.
bulk-waiting = { $count ->
    [0] Ya no espera ningún registro.
    [one] Aún espera un registro.
   *[other] Aún esperan { $count } registros.
}
bulk-go-on = Continuar
bulk-updated = Cambiados
bulk-unchanged = Ya estaban así
bulk-refused = Rechazados
bulk-still-waiting = En espera
bulk-left = { $count ->
    [one] Un registro queda como está; figura abajo, con el motivo.
   *[other] { $count } registros quedan como están; figuran abajo, con los motivos.
}
bulk-not-back = { $count ->
    [one] Falta por deshacer un registro.
   *[other] Faltan por deshacer { $count } registros.
}
bulk-undo-rest = Deshacer el resto
bulk-put-back = Devueltos
bulk-left-as-they-are = Quedan como están
list-stopped-with-program = Se detuvo: Candor terminó dos veces en el mismo punto. Ningún registro ha quedado a medias.
list-stopped-rights = Se detuvo porque quien lo empezó ya no puede hacerlo.
list-stopped-fault = Se detuvo por un fallo, que consta en el registro del servidor. Ningún dato ha quedado a medias.
fault-list-running = Sigue en marcha. Deténgalo primero.
evidence-kind-bulk_update = Cambió una lista entera
list-stopped-picking = Candor terminó mientras se elegían los registros. No se ha cambiado nada.
