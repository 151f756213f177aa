# Errores de la configuración propia de una empresa.

## setup
fault-setup-busy = Otras personas están cambiando la configuración en este momento. Inténtelo de nuevo.
fault-setup-gone = «{ $field }» ya no está, y su columna tiene valores. Retírelo en su lugar: retired = true
fault-setup-kind = «{ $field }» pasaría a ser otro tipo de campo y sus valores significarían otra cosa. Añada otro campo y retire este.
fault-setup-unique = «{ $field }» no puede hacerse único después: puede que ya haya repetidos. Dígalo al añadir el campo.
fault-setup-ends = «{ $object }» no puede convertirse en vínculo, dejar de serlo ni vincular otros registros después. Añada un tipo propio.
fault-setup-option = { $count ->
    [one] Un registro tiene la opción «{ $option }» de «{ $field }». Déle otra primero.
   *[other] { $count } registros tienen la opción «{ $option }» de «{ $field }». Déles otra primero.
}
fault-setup-rule = La regla especial «{ $reason }» se apoya en algo que desaparecería. Termine antes la regla.
fault-setup-path = Una configuración no tiene el archivo «{ $path }». Tiene objects/, roles/ y findings/ con <nombre>.toml, y locales/en.ftl, es.ftl y ru.ftl.
fault-setup-large = La configuración es demasiado grande: como máximo { $files } archivos y { $kilobytes } kB en total.
fault-setup-long = Como máximo { $limit } caracteres.
fault-setup-twice = «{ $text }» ya está.
fault-setup-many = Como máximo { $limit } opciones. Para más, cree un tipo de registro y haga referencia a él.
