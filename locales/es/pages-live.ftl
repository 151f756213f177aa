# Lo que otros cambian mientras una página está abierta.
live-changes = Cambios: #
live-show = Mostrar
live-by = { $name } ha cambiado esto mientras tanto
live-somebody = Alguien ha cambiado esto mientras tanto
live-look = Ver el cambio
live-here = También aquí: { $names }
