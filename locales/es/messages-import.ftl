# Lo que la importación dice de archivos, columnas y celdas.

## Archivos que no se pueden leer
intake-read-binary-workbook = Es un libro binario (xlsb). Ábrelo en tu hoja de cálculo y guárdalo como xlsx.
intake-read-cell-too-long = Una celda tiene más de { $limit } caracteres. Acórtala o comprueba que no quede una comilla sin cerrar.
intake-read-damaged = El archivo está dañado o no es lo que dice su nombre. Ábrelo en tu hoja de cálculo y guárdalo de nuevo.
intake-read-empty = El archivo está vacío.
intake-read-password = El archivo está protegido con contraseña. Guárdalo sin ella.
intake-read-too-large = El archivo pasa de { $limit } MB. Divídelo.
intake-read-too-many-cells = El archivo tiene más de { $limit } celdas con datos. Divídelo.
intake-read-too-many-parts = El archivo tiene más de { $limit } partes. Guarda en un archivo nuevo solo las hojas que necesites.
intake-read-unknown = No es una hoja de cálculo que Candor conozca. Guárdala como xlsx, ods, xls o csv.
intake-read-unpacks-too-large = Descomprimido, el archivo ocupa más de lo que su tamaño permite (como mucho { $limit } MB). No se ha abierto.
intake-read-unreadable = No se puede abrir el archivo: { $reason }

## Hojas que se apartan
intake-aside-dictionary = Es una descripción de los demás archivos: sirve para unidades y significados, no se importa.
intake-aside-left-out = Excluida en el plan.
intake-aside-no-rows = No hay nada debajo del encabezado.
intake-aside-no-table = No contiene ninguna tabla: ninguna fila de encabezados con filas debajo.
intake-aside-twin = La misma tabla que en { $file }: se importa una sola vez.
intake-aside-unknown = No se reconoce ninguna columna de esta hoja. Indica adónde van o déjala fuera.

## Decisiones pendientes y ejecución
intake-doubt-several-meant = Varios registros se llaman «{ $title }». Únelos o distínguelos e importa de nuevo.
intake-failed = La importación se detuvo antes del final. Lo que escribió se puede deshacer.
intake-failed-halfway = Esta importación no pudo continuar y se quedó a medias. Lo que escribió se puede deshacer; después importe los archivos de nuevo.
intake-failed-with-program = El programa se cerró antes de que terminara esta importación, que se quedó a medias. Lo que escribió se puede deshacer; después importe los archivos de nuevo.
intake-file-gone = El archivo { $file } ya no se conserva. Súbelo otra vez.
intake-open-reading = Indica cómo se lee la columna «{ $header }» de { $file }.
intake-refused-names-nothing = La fila no dice de qué trata.

## Pruebas de cómo está escrito un porcentaje
intake-proof-format = Las celdas tienen formato de porcentaje, y cantidad × precio × (1 − descuento) da el importe en { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}.
intake-proof-format-alone = Las celdas tienen formato de porcentaje.
intake-proof-fraction = Cantidad × precio × (1 − descuento) da el importe en { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}; leído como puntos, no.
intake-proof-points = Cantidad × precio × (1 − descuento ÷ 100) da el importe en { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}; leído como fracción, no.
intake-proof-sign = Cada celda lleva su signo de porcentaje, y cantidad × precio × (1 − descuento) da el importe en { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}.
intake-proof-sign-alone = Cada celda lleva su signo de porcentaje.

## Lo que se propone
intake-propose-leave-amount-empty = El importe de estas oportunidades queda vacío.
intake-propose-read-each-file-by-its-proof = Cada archivo se lee según su propia prueba; todos acaban en el mismo porcentaje.
intake-propose-same-spelling = Tomarlo por «{ $meant }».

## Avisos
intake-flag-amount-does-not-add-up = { $count ->
    [one] En { $count } fila
   *[other] En { $count } filas
} cantidad × precio − descuento no da el importe.
intake-flag-blank = «{ $header }» está vacía en { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}.
intake-flag-cell-does-not-fit = { $count ->
    [one] { $count } celda
   *[other] { $count } celdas
} de «{ $header }» no se pueden leer como el resto de la columna.
intake-flag-columns-not-taken = { $count ->
    [one] Una columna no corresponde a ningún campo y no se importa: { $headers }.
   *[other] { $count } columnas no corresponden a ningún campo y no se importan: { $headers }.
}
intake-flag-contradiction = { $count ->
    [one] { $count } fila dice
   *[other] { $count } filas dicen
} en «{ $field }» algo distinto que una fila anterior sobre el mismo registro. Vale la primera.
intake-flag-currency-named = Los archivos hablan de { $currency }; la moneda de la empresa es { $company }. Los importes se toman como { $currency }.
intake-flag-date-as-text = { $count ->
    [one] { $count } fecha
   *[other] { $count } fechas
} de «{ $header }» están escritas como texto.
intake-flag-date-order-unknown = Todas las fechas de «{ $header }» pueden empezar por el día o por el mes. ¿Cuál es?
intake-flag-far-from-the-rest = { $count ->
    [one] { $count } valor
   *[other] { $count } valores
} de «{ $header }» superan cien veces lo habitual. ¿Se perdió una coma decimal?
intake-flag-formula-error = { $count ->
    [one] { $count } celda
   *[other] { $count } celdas
} de «{ $header }» contienen un error de fórmula.
intake-flag-fraction-of-indivisible = «{ $header }» cuenta piezas enteras, pero { $count ->
    [one] { $count } celda tiene
   *[other] { $count } celdas tienen
} una fracción.
intake-flag-kind-differs-between-files = «{ $header }» no es del mismo tipo en todos los archivos: { $files }.
intake-flag-near-spelling = «{ $written }» es probablemente «{ $meant }» ({ $count ->
    [one] { $count } fila
   *[other] { $count } filas
}).
intake-flag-number-as-text = { $count ->
    [one] { $count } número
   *[other] { $count } números
} de «{ $header }» están escritos como texto.
intake-flag-number-can-be-read-two-ways = { $count ->
    [one] { $count } número
   *[other] { $count } números
} de «{ $header }» pueden ser miles o decimales, como 1,234.
intake-flag-percent-mixed-with-fractions = { $count ->
    [one] { $count } celda
   *[other] { $count } celdas
} de «{ $header }» tienen formato de porcentaje y las demás no.
intake-flag-percent-mixed-with-points = { $count ->
    [one] { $count } porcentaje
   *[other] { $count } porcentajes
} de «{ $header }» pasan del 100 %. ¿Son puntos entre fracciones?
intake-flag-percent-unit-differs-between-files = «{ $header }» está escrita en unidades distintas. Puntos: { $points }. Fracción: { $fraction }. Texto con %: { $text }.
intake-flag-percent-unit-unknown = «{ $header }» solo tiene 0 y 1: ¿1 significa 1 % o 100 %?
intake-flag-scaled-by-description = «{ $header }» se describe como múltiplo: cada número se multiplica por { $scale }.
intake-flag-total-differs = El total dice { $said }; las filas suman { $sum }.
intake-flag-total-rows-set-apart = { $count ->
    [one] { $count } fila de totales se aparta y no se importa.
   *[other] { $count } filas de totales se apartan y no se importan.
}
intake-flag-unknown-choice = «{ $written }» en «{ $header }» no es ninguna de las opciones conocidas; el campo queda vacío.
intake-flag-value-not-readable = «{ $header }»: { $count ->
    [one] { $count } valor no corresponde
   *[other] { $count } valores no corresponden
} al campo. Las filas entran sin él; lo escrito se guarda como dato dudoso.
intake-flag-zero-in-lost-deals = «{ $header }» es 0 en { $count ->
    [one] { $count } oportunidad perdida
   *[other] { $count } oportunidades perdidas
}: no es un precio y no debe promediarse.

## Lecturas además de las de las páginas
import-seen-date_ambiguous = Fecha en orden desconocido
import-seen-percent_unknown = Porcentaje en unidad desconocida
