# Lo que impide aplicar un menú.
fault-menu-begins = No puede empezar por esta página. Elija otra.
fault-menu-view = { $text } no es una vista guardada que tengan todos. Compártala antes o elija otra primera página.
