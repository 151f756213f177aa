# What keeps an arrangement of stages, lists, cards and menus from being taken over.
fault-stage-label = Una etapa nueva necesita un nombre.
fault-stage-long = «{ $text }» es demasiado largo: como mucho { $limit } caracteres.
fault-stage-percent = «{ $text }» necesita una probabilidad: un número entero de 0 a 100.
fault-stage-many = Como mucho { $limit } etapas.
fault-stage-needed = «{ $text }» sigue en uso: ahí empiezan los registros nuevos, o es la última con su resultado.
fault-stage-standing = { $count ->
    [one] Hay { $count } registro en «{ $text }» y usted no puede moverlo.
   *[other] Hay { $count } registros en «{ $text }» y usted no puede moverlos todos.
} Antes debe moverlos alguien que trabaje con ellos.
fault-stage-full = Hay { $count } registros en «{ $text }» y con ella se mueven como máximo { $limit }. Muévalos antes: marque una fila de la lista y luego «toda la lista».
fault-stage-where = { $count ->
    [one] Hay { $count } registro en «{ $text }». Indique adónde pasa.
   *[other] Hay { $count } registros en «{ $text }». Indique adónde pasan.
}
fault-stage-stuck = { $count ->
    [one] «{ $title }» no puede pasar ahí: le falta algo que necesita.
   *[other] «{ $title }» y otros ({ $count } en total) no pueden pasar ahí: les falta algo que necesitan.
}
fault-stage-retired = «{ $text }» está fuera de uso.
fault-layout-columns = Como mucho { $limit } columnas.
fault-layout-sections = Como mucho { $limit } secciones.
fault-layout-label = Una sección nueva necesita un nombre.
