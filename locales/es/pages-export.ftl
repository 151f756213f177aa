# Una lista que sale como archivo.
action-export = Exportar
export-title = Exportar: { $records }
export-lead = Los registros de esta lista en un archivo. Solo sale lo que usted puede sacar.
export-rows = { $count ->
    [0] Ningún registro de esta lista puede salir.
    [one] Sale { $count } registro.
   *[other] Salen { $count } registros.
}
export-stay = { $count ->
    [one] { $count } registro que usted ve se queda aquí: no puede sacarlo.
   *[other] { $count } registros que usted ve se quedan aquí: no puede sacarlos.
}
export-stay-more = Más de { $count } registros que usted ve se quedan aquí: no puede sacarlos.
export-beyond = En un archivo salen como mucho { $count } registros. Acote la lista con un filtro o expórtela por partes.
export-only = Solo estos:
export-search = Búsqueda: «{ $text }»
export-archived-only = Solo registros archivados
export-archived-all = También los registros archivados
export-closed = No puede sacar: { $fields }.
export-more-columns = Más columnas
export-id = ID
export-form = Archivo
export-form-xlsx = Hoja de cálculo (xlsx): números y fechas como tales
export-form-csv = Texto (csv)
export-noted = Esta exportación queda anotada a su nombre en la evidencia, con su filtro, sus columnas y el número de registros.
export-currency = { $field }: moneda
export-note = Exportado de Candor por { $person } el { $day }, evidencia n.º { $number }
evidence-export-rows = { $count ->
    [one] { $count } registro
   *[other] { $count } registros
}
evidence-export-end = Salieron { $rows } de { $of } registros
evidence-export-filter = Qué registros
evidence-export-columns = Columnas
evidence-export-stay = Se quedaron aquí
evidence-kind-export_end = Exportación que terminó de otro modo
