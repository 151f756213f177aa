# Fallos de los archivos del catálogo: qué está mal y cómo se arregla.

## catalogue
catalogue-syntax = Esto no es TOML: { $detail }
catalogue-folder = Aquí no vive ninguna parte del catálogo. Ponga el archivo en objects/, roles/ o findings/, con el nombre <nombre>.toml.
catalogue-unknown-key = «{ $key }» no es una clave de { $place }. Use una de estas: { $known }
catalogue-missing-key = Falta «{ $key }» en { $place }. Añádala.
catalogue-needs-one = { $place } necesita exactamente una de estas claves: { $keys }
catalogue-wrong-type = { $found ->
    [text] «{ $key }» es un texto.
    [integer] «{ $key }» es un número entero.
    [fraction] «{ $key }» es un número con decimales.
    [boolean] «{ $key }» es true o false.
    [date] «{ $key }» es una fecha.
    [list] «{ $key }» es una lista.
   *[table] «{ $key }» es una tabla.
} { $wanted ->
    [text] Escriba un texto entre comillas.
    [integer] Escriba un número entero.
    [boolean] Escriba true o false.
    [list] Escriba una lista entre [ ].
    [table] Escriba una tabla entre {"{"} {"}"}.
   *[literal] Escriba un texto entre comillas, true, false o un número entero.
}
catalogue-unknown-word = «{ $word }» no es un valor de «{ $key }». Use uno de estos: { $known }
catalogue-unknown-name = { $what ->
    [object] No existe el objeto «{ $name }».
    [field] { $place } no tiene el campo «{ $name }».
    [relation] { $place } no tiene la relación «{ $name }».
    [measure] { $place } no tiene la medida «{ $name }».
    [segment] { $place } no tiene el segmento «{ $name }».
   *[role] No existe el rol «{ $name }».
} Use uno de estos: { $known }
catalogue-bad-name = «{ $name }» no sirve como nombre. Use letras inglesas minúsculas, cifras y «_», y empiece por una letra.
catalogue-reserved = { $by ->
    [key] «{ $name }» es la clave de cada registro.
    [every] Todos los objetos tienen ya «{ $name }».
    [stages] Todo campo con etapas trae consigo «{ $name }».
    [company] Los nombres que empiezan por «x_», como «{ $name }», son de la propia empresa.
   *[language] «{ $name }» es una palabra del lenguaje de consultas.
} Elija otro nombre.
catalogue-twice = { $what ->
    [relation] { $other } ya forma «{ $name }». Dé a una de las referencias su propio «inverse».
    [alias] «{ $name }» ya lleva a { $other }. Déjelo en uno de los dos.
    [field] «{ $name }» ya aparece en { $other }. Muéstrelo en una sola sección.
    [option] La opción «{ $name }» ya está en { $other }. Cambie el nombre de una o quítela.
    [page] «{ $name }» está dos veces en el menú. Déjelo en un solo lugar.
   *[file] Ya hay un archivo para «{ $name }»: { $other }. Cambie el nombre de uno o quítelo.
}
catalogue-not-for-kind = «{ $key }» no significa nada para { $kind }. Quítelo.
catalogue-wrong-kind = «{ $field }» es { $kind }. { $wanted ->
    [number] «{ $key }» necesita un número o dinero.
    [ordered] «{ $key }» necesita un número, dinero, una fecha o un instante.
    [dated] «{ $key }» necesita una fecha o un instante.
    [group] «{ $key }» necesita una persona, una referencia o una elección.
    [day] «{ $key }» necesita una fecha.
    [length] «{ $key }» necesita una duración, junto a un momento.
    [choice] «{ $key }» necesita una elección.
    [no-rollup] «{ $key }» necesita un campo que no resuma otros registros.
   *[stored] «{ $key }» necesita un campo que se guarde.
}
catalogue-wrong-unit = La unidad «{ $unit }» no es la que da «{ $method }» aquí. Escriba: { $right }
catalogue-out-of-range = «{ $key }» es { $found }. Escriba un número de { $from } a { $to }.
catalogue-bad-default = «{ $value }» no sirve como valor inicial de { $kind }. Escriba uno como: { $example }
catalogue-bad-title = El título «{ $title }» está roto. Escriba los lugares como {"{"}campo{"}"}, cada uno con sus dos llaves.
catalogue-empty = «{ $key }» está vacío. Dele un valor o quítelo.
catalogue-retired = El campo «{ $field }» de { $object } está retirado. Restáurelo o quítelo de aquí.
catalogue-own-name = «{ $name }» debe empezar por «x_»: así nada de una versión posterior de Candor tendrá el mismo nombre.
catalogue-only-adds = Aquí «{ $key }» es propio de Candor. Una configuración le añade cosas y no cambia nada. Quítelo.
catalogue-gone = { $what ->
    [stage] { $place } no tiene la etapa «{ $name }».
    [section] La ficha de { $place } no tiene la sección «{ $name }».
    [page] El menú no tiene la página «{ $name }».
   *[field] { $place } no tiene el campo «{ $name }».
} Quítelo de aquí.
catalogue-stage-needed = La etapa «{ $stage }» sigue en uso: ahí empiezan los registros nuevos, o es la última con su resultado.
catalogue-second-tree = «{ $field }» es una segunda jerarquía junto a «{ $other }». Deje «hierarchy = true» en una de ellas.
catalogue-no-end = «{ $field }» no forma un vínculo. Indique en «ends» al menos dos referencias obligatorias, ninguna hacia un vínculo.
catalogue-through-links = «{ $relation }» lleva a vínculos. Indique una relación con registros que tengan responsable.
