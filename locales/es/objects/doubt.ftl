doubt = Dato en duda
doubt-plural = Datos en duda

doubt-f-file = Archivo
doubt-f-sheet = Hoja
doubt-f-cell = Celda
doubt-f-cell-help = Como la llama la hoja de cálculo: columna y fila, por ejemplo D17.
doubt-f-value = Lo que pone
doubt-f-reason = Por qué se duda
doubt-f-reason-o-not_a_number = No es un número
doubt-f-reason-o-not_a_date = No es una fecha
doubt-f-reason-o-unknown_unit = Unidad desconocida
doubt-f-reason-o-unknown_currency = Moneda desconocida
doubt-f-reason-o-fraction_of_indivisible = Fracción de algo indivisible
doubt-f-reason-o-total_differs = El total no cuadra
doubt-f-reason-o-out_of_range = Fuera de rango
doubt-f-reason-o-unknown_choice = Opción desconocida
doubt-f-reason-o-unknown_reference = Apunta a algo desconocido
doubt-f-reason-o-missing_required = Obligatorio y vacío
doubt-f-reason-o-contradiction = Contradice a otro archivo
doubt-f-reason-o-duplicate = Está repetido
doubt-f-reason-o-formula_error = Error en una fórmula
doubt-f-reason-o-not_readable = No es lo que va en el campo
doubt-f-reason-o-other = Otro
doubt-f-note = Explicación
doubt-f-amount = Importe afectado
doubt-f-amount-help = Cuánto dinero depende de este dato.
doubt-f-order = Pedido
doubt-f-deal = Oportunidad
doubt-f-company = Empresa
doubt-f-batch = Importación
doubt-f-resolved = Decidido

doubt-s-open = Por decidir

doubt-m-count = Datos en duda
doubt-m-amount_sum = Importe afectado
doubt-m-amount_sum-help = Cuánto dinero depende de datos que nadie ha decidido.

doubt-c-main = Dato en duda
doubt-c-about = A qué se refiere
