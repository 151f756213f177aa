# Lo escrito que aún no se ha guardado.
draft-again = Aquí está de nuevo lo que escribió el #
draft-drop = Descartarlo
draft-unsent = No se ha guardado: no hay conexión con Candor. Lo que escribió sigue aquí.
draft-try = Intentar de nuevo
draft-kept = Su sesión terminó antes de guardar. Lo que escribió se conserva: inicie sesión y continúe.
