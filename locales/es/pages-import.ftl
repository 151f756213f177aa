# Textos de la importación.

## import
import-title = Importar
import-lead = Suelte las hojas de cálculo tal como están, varias a la vez. Candor lee qué es cada celda, muestra dónde se contradicen los archivos y no importa nada antes de que usted acepte.
import-files = Archivos (xlsx, xls, ods, csv)
import-choose = Elegir archivos
import-drop = Suelte los archivos aquí o elíjalos
import-upload-button = Leer los archivos
import-upload-limit = Hasta 100 MB en total. Los archivos que van juntos se envían juntos.
import-none-chosen = Elija al menos un archivo.
import-file-empty = el archivo está vacío.
import-unread = { $count ->
    [one] No se leyó { $count } archivo. La importación sigue sin él.
   *[other] No se leyeron { $count } archivos. La importación sigue sin ellos.
}
import-drafts-title = Sin terminar
import-drafts-lead = Archivos que usted subió y aún no importó, con sus decisiones. A los siete días se borran.
import-draft-rows = Filas
import-draft-go-on = Continuar
import-draft-discard = Descartar
import-draft-discarded = Descartado. No se importó nada de ello.
import-cannot-read = No se puede leer { $file }
import-reader-stopped = Se detuvo la lectura: el archivo está dañado o al descomprimirse ocupa más de lo permitido.
import-batches-title = Importaciones hasta ahora
import-batches-empty = Todavía no se ha importado nada.
import-batch = Importación { $id }
import-batch-at = Cuándo
import-batch-state = Estado
import-batch-files = Archivos
import-batch-progress = Registros
import-state-read = En preparación
import-state-running = En curso
import-state-done = Hecha
import-state-failed = Fallida
import-state-undone = Deshecha
import-state-undone_in_part = Deshecha en parte
import-state-undoing = Deshaciéndose
import-step-files = Archivos
import-step-read = Qué se leyó
import-step-preview = Vista previa
import-step-done = Informe
import-read-title = Qué se leyó
import-read-lead = Todavía no se ha escrito nada. Mire qué difiere, decida una vez por columna y pase a la vista previa.
import-sheets-title = Archivos
import-sheet-rows = { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}
import-sheet-columns = { $columns ->
    [one] { $columns } columna
   *[other] { $columns } columnas
}
import-sheet-included = Importar esta hoja
import-sheet-aside = Apartada
import-sheet-branch = Sucursal de sus registros
import-sheet-branch-none = Sin sucursal
import-currency = Moneda de los importes que no la indican
import-differs-title = Qué difiere entre los archivos
import-differs-lead = La misma columna no significa lo mismo en todas partes. Cada archivo se lee según su propia prueba.
import-column = Columna
import-file = Archivo
import-read-as = Leída como
import-sample = Primeros valores
import-sum = Suma
import-mean = Media
import-proof = Prueba
import-flags-title = Por mirar
import-flags-lead = Celdas y lecturas extrañas. Las marcadas «decidir» detienen la importación hasta que lo haga.
import-flag-ask = Decidir
import-flag-check = Mirar
import-flag-note = Nota
import-flag-cells = Celdas { $cells }
import-flag-more = y { $count } más
import-flags-none = No se encontró nada extraño.
import-columns-title = Columnas y adónde van
import-column-target = Va a
import-column-target-none = No se importa
import-column-reading = Leer como
import-column-blanks = Vacías
import-columns-hint = Una decisión por columna. Lo que no toque queda como se propone.
import-spellings-title = Escrito distinto, ¿es lo mismo?
import-spellings-lead = Estos nombres casi coinciden con otro. Acéptelo o consérvelo como registro propio.
import-spelling-written = Escrito
import-spelling-meant = Tomado por
import-spelling-rows = Filas
import-spelling-accept = Es lo mismo
import-spelling-keep = Es distinto
import-review-button = Aplicar las decisiones
import-preview-button = A la vista previa
import-preview-title = Vista previa
import-preview-lead = Esto es lo que haría la importación. Todavía no se ha escrito nada.
import-preview-open = Decida primero
import-preview-back = Volver a las columnas
import-accept-button = { $count ->
    [one] Importar { $count } registro
   *[other] Importar { $count } registros
}
import-fate-create = Nuevos
import-fate-update = Cambiados
import-fate-unchanged = Como estaban
import-fate-in_doubt = En duda
import-fate-refused = Rechazados
import-object = Tipo de registro
import-rows-of = Primeras filas: { $object }
import-row = Fila
import-running-title = La importación está en curso
import-running-text = { $done } de { $total } registros. Puede salir de esta página; la importación continúa.
import-running-begins = La importación comienza: las filas se comparan con lo que ya hay. Puede salir de esta página.
import-report-title = Informe
import-report-done = La importación ha terminado.
import-report-failed = La importación se detuvo antes del final. Lo que escribió se puede deshacer.
import-report-undone = Esta importación está deshecha: los registros están como antes.
import-report-undone_in_part = Esta importación está deshecha, salvo los registros que alguien cambió después.
import-report-undone-by = { $at }, { $who }: { $removed } eliminados, { $put_back } restablecidos, { $left } sin tocar.
import-report-objects-before = Lo que había pasado con los registros antes de deshacerla
import-report-objects = Qué fue de los registros
import-report-files = Qué fue de las filas
import-report-rows-read = Filas leídas
import-report-rows-imported = Importadas
import-report-rows-skipped = Omitidas
import-report-rows-refused = Con algún rechazo
import-report-refused-title = Filas rechazadas
import-report-refused-none = No se rechazó ninguna fila.
import-report-refused-download = Descargar las filas rechazadas (csv)
import-report-refused-more = Y { $count } más en el archivo.
import-report-figures = Sumas, columna a columna
import-undo-button = Deshacer esta importación
import-undo-title = ¿Deshacer toda la importación?
import-undo-text = Los registros que creó desaparecen y los que cambió vuelven a lo que eran. Lo que alguien cambió después se queda y se enumera.
import-undo-confirm = Sí, deshacerla
import-undone = { $removed } eliminados, { $put_back } restituidos, { $left } se quedan porque alguien los cambió después.
import-reading-text = Texto
import-reading-number = Número
import-reading-number-scaled = Número × { $scale }
import-reading-percent-fraction = Porcentaje: 0,35 significa 35 %
import-reading-percent-points = Porcentaje: 35 significa 35 %
import-reading-percent-text = Porcentaje con su signo: 35 %
import-reading-date-cell = Fecha de la hoja de cálculo
import-reading-date-year_first = Fecha: 2024-02-27
import-reading-date-day_first = Fecha: 27.02.2024
import-reading-date-month_first = Fecha: 02/27/2024
import-reading-boolean = Sí o no
import-reading-ask = — decidir —
import-seen-boolean = Sí o no
import-seen-date = Fecha
import-seen-date_text = Fecha como texto
import-seen-mixed = Mezclado
import-seen-number = Número
import-seen-number_text = Número como texto
import-seen-percent = Porcentaje
import-seen-percent_fraction = Porcentaje como fracción (0,35)
import-seen-percent_points = Porcentaje como puntos (35)
import-seen-percent_text = Porcentaje como texto (35 %)
import-seen-text = Texto
import-seen-empty = Vacía
