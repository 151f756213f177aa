# El menú y la primera página: de un rol y de cada persona.
menu-open = Menú y primera página
menu-title = Menú: { $role }
menu-lead = Elija qué hay en el menú de las personas con este rol, en qué orden y dónde empiezan. Solo oculta enlaces, no quita ningún permiso: la búsqueda (Ctrl+K) y las direcciones siguen llevando a todas partes.
menu-back = Todos los roles
menu-pages = Qué hay en el menú
menu-part-top = Arriba, sin título
menu-part-empty = No hay nada aquí: esta parte no se mostrará.
menu-nowhere = Fuera del menú
menu-begins-title = Primera página
menu-begins = La página que se abre primero
menu-begins-help = Se abre al entrar y al pulsar «Candor» encima del menú. Si ya no se puede abrir, se abre Mi día.
menu-begins-company = Como la tiene la empresa: { $label }
menu-begins-lists = Listas
menu-begins-boards = Tableros
menu-begins-views = Vistas guardadas
menu-begins-board = { $plural }: tablero
menu-begins-view = { $plural }: { $name }
menu-they-begin = Primera página: { $label }
menu-gone = Dejan de estar en el menú: { $pages }
menu-touched = { $count ->
    [0] Para ninguna cambia nada.
    [one] Cambia el menú de una de ellas.
    [many] Cambia el menú de { $count } de ellas.
   *[other] Cambia el menú de { $count } de ellas.
} Quien ordenó su propio menú lo conserva.
menu-saved = El menú vale desde el próximo clic.
menu-reset = Volver al menú de Candor
menu-reset-question = { $role }: ¿volver al menú de Candor?
menu-reset-text = El menú y la primera página de este rol vuelven a ser los de Candor. Quien ordenó el suyo lo conserva.
menu-reset-done = El menú vuelve a ser el de Candor.

## el propio
menu-own-title = Menú y primera página
menu-own-lead = Oculte lo que no usa, ponga lo demás en su orden y elija dónde empieza. Es solo suyo. La búsqueda (Ctrl+K) encuentra todas las páginas igualmente.
menu-own-is-not = Su menú y su primera página son los de la empresa.
menu-own-is = Usted ordenó su menú y su primera página.
menu-own-arrange = Ordenar
menu-own-saved = Su menú está como lo ordenó.
menu-own-company = Como lo tiene la empresa
menu-own-company-done = Su menú está como lo tiene la empresa.
evidence-kind-menu = Ordenó su menú
