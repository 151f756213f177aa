# La puesta en marcha guiada de una empresa nueva.
start-title = Primeros pasos
start-lead = Cinco pasos, unos cinco minutos. Siga el orden que quiera y deje lo que no le haga falta: todo se puede hacer después en su página.
start-progress = { $done } de { $all } pasos hechos
start-step-done = Hecho
start-go-on = Continuar
start-later = Ahora no
start-lines-wait = Como mucho { $most } líneas de una vez: las demás esperan en el campo.
start-done = Terminar

start-company-title = La empresa
start-company-text = El nombre, la moneda, el país y la zona horaria valen para todas las cifras.
start-company-change = Cambiar

start-branches-title = Sucursales
start-branches-text = Oficinas, tiendas, regiones. Si solo hay un lugar, escriba su nombre.
start-branches-names = Nombres, uno por línea
start-branches-add = Añadir sucursales
start-branches-made = { $count ->
    [0] Esas sucursales ya existen.
    [one] Se ha añadido una sucursal.
   *[other] Se han añadido { $count } sucursales.
 }

start-people-title = Personas
start-people-text = Quienes trabajan con clientes. Cada una recibe un enlace para elegir su contraseña.
start-people-lines = Nombre y correo, una persona por línea
start-people-example = Ana López, ana@empresa.example
start-people-help = Péguelas de una hoja de cálculo o de un correo. El rol, el equipo y la sucursal de cada una se pueden cambiar después en Personas.
start-people-add = Añadir y crear enlaces
start-people-links = Enlaces para su gente
start-people-links-text = Envíe a cada persona su enlace. Se abre una vez, en tres días, y solo se muestra ahora; en Personas se puede crear otro.

start-clients-title = Clientes
start-clients-text = Suelte las hojas que tenga, aunque se contradigan: verá qué no cuadra y decidirá antes de que se escriba nada.
start-clients-import = Traer hojas de cálculo
start-sample-add = Probar con datos de ejemplo
start-sample-help = El ejemplo son seis clientes inventados con oportunidades, tareas y conversaciones. Tírelo cuando quiera: se va de una pieza.
start-sample-added = El ejemplo está cargado. Eche un vistazo y cambie lo que quiera.
start-sample-in = El ejemplo está cargado. Antes de trabajar en serio, tírelo: lo que usted haya creado se queda.
start-sample-drop = Tirar el ejemplo

start-pipeline-title = Oportunidades y sus etapas
start-pipeline-text = Cada oportunidad pasa por estas etapas, y cada paso queda con su día y su autor.
start-pipeline-new = Primera oportunidad
start-pipeline-board = Tablero
