# Errores de filtros y expresiones. Cada uno se muestra con su línea y columna.

## Expresiones
query-arguments = «{ $name }» recibe algo distinto de lo que acepta. Ejemplos: name.contains("x"), deals.exists(d, d.amount > 100), days(opened_on, today), duration("72h").
query-bad-date = «{ $text }» no es una fecha. Escríbala así: "2026-11-23".
query-bad-duration = «{ $text }» no es una duración. Escríbala así: "72h" o "1h30m".
query-bad-instant = «{ $text }» no es un momento. Escríbalo así: "2026-11-23T10:00:00Z", o un día así: "2026-11-23".
query-choices = Varias opciones no se comparan en conjunto. Pregunte por una: "opción" in campo.
query-closing-bracket = Este paréntesis no cierra nada.
query-days = Los días se cuentan entre fechas o momentos, y aquí hay: { $kind ->
        [text] texto
        [number] un número
        [money] dinero
        [date] una fecha
        [instant] un momento
        [duration] una duración
        [boolean] sí o no
        [choice] una opción
        [choices] varias opciones
        [reference] un registro
        [file] un archivo
        [null] nada (null)
       *[other] { $kind }
    }.
query-derived = El campo «{ $field }» se calcula con una expresión que tiene un error en el catálogo.
query-derived-depth = El campo «{ $field }» se calcula a partir de demasiados campos calculados, o de sí mismo.
query-escape = Tras una barra inversa en un texto va uno de estos: \" \' \\ \n \r \t \u1234.
query-finer = { $number } es más fino de lo que guarda este campo: { $digits } cifras decimales.
query-function = No existe la función «{ $name }».
query-function-near = No existe la función «{ $name }». ¿Quiere decir «{ $near }»?
query-in = Tras «in» va una lista como ["Madrid", "Bilbao"], o un campo con varias opciones.
query-no-figure = Esa cifra no existe sobre: { $kind ->
        [text] texto
        [number] un número
        [money] dinero
        [date] una fecha
        [instant] un momento
        [duration] una duración
        [boolean] sí o no
        [choice] una opción
        [choices] varias opciones
        [reference] un registro
        [file] un archivo
        [null] nada (null)
       *[other] { $kind }
    }.
query-no-order = Mayor o menor no se dice de: { $kind ->
        [text] texto
        [number] un número
        [money] dinero
        [date] una fecha
        [instant] un momento
        [duration] una duración
        [boolean] sí o no
        [choice] una opción
        [choices] varias opciones
        [reference] un registro
        [file] un archivo
        [null] nada (null)
       *[other] { $kind }
    }. Compare con == o in.
query-not-condition = Aquí hay { $kind ->
        [text] texto
        [number] un número
        [money] dinero
        [date] una fecha
        [instant] un momento
        [duration] una duración
        [boolean] sí o no
        [choice] una opción
        [choices] varias opciones
        [reference] un registro
        [file] un archivo
        [null] nada (null)
       *[other] { $kind }
    }, y hace falta una condición, verdadera o falsa. Compárelo con algo.
query-not-many = Esto recorre varios registros relacionados. Nombre una relación, como «deals» de una empresa.
query-not-reference = «{ $name }» no lleva a otro registro, así que nada puede seguirle tras un punto.
query-null = null solo sirve con == y !=.
query-no-place = No se puede ordenar por «{ $field }»: contiene archivos.
query-null-order = Nada es mayor ni menor que null. Pregunte con == null o != null.
query-number = Este número no se puede guardar con exactitud: es demasiado grande o tiene demasiadas cifras.
query-open-bracket = Este paréntesis no se cierra.
query-open-text = Este texto no se cierra en su línea. Póngalo entre dos " o dos '.
query-option = Aquí no hay ninguna opción «{ $text }». Hay: { $known }.
query-references = Un registro de «{ $left }» nunca es uno de «{ $right }».
query-syntax = La expresión no se puede leer a partir de «{ $near }».
query-syntax-end = La expresión termina demasiado pronto.
query-to-many = «{ $name }» son varios registros. Pregunte con { $name }.exists(x, …), { $name }.all(x, …) o { $name }.size().
query-too-deep = La expresión está anidada con demasiada profundidad: como máximo { $limit } niveles.
query-too-fine = Esta cifra tendría { $digits } decimales: se puede trabajar con { $limit } como máximo. Multiplique menos cifras con tantos decimales.
query-too-large = La expresión tiene demasiadas partes: como máximo { $limit }.
query-too-long = La expresión es demasiado larga: como máximo { $limit } caracteres.
query-types = Estos dos no encajan: { $left ->
        [text] texto
        [number] un número
        [money] dinero
        [date] una fecha
        [instant] un momento
        [duration] una duración
        [boolean] sí o no
        [choice] una opción
        [choices] varias opciones
        [reference] un registro
        [file] un archivo
        [null] nada (null)
       *[other] { $left }
    } y { $right ->
        [text] texto
        [number] un número
        [money] dinero
        [date] una fecha
        [instant] un momento
        [duration] una duración
        [boolean] sí o no
        [choice] una opción
        [choices] varias opciones
        [reference] un registro
        [file] un archivo
        [null] nada (null)
       *[other] { $right }
    }.
query-unknown = No existe el campo «{ $name }» en «{ $object }».
query-unknown-near = No existe el campo «{ $name }» en «{ $object }». ¿Quiere decir «{ $near }»?
query-unknown-segment = No existe el segmento «{ $name }».
query-unsupported = «{ $what }» no forma parte de este lenguaje.
query-group = No se puede agrupar por «{ $field }».
query-unknown-measure = No existe la cifra «{ $name }».
query-no-tree = «within» pide registros que estén unos debajo de otros: «{ $name }» no lleva a ninguno así.
