# Registros que se repiten.
fault-repeats-without-day = Un registro que se repite necesita su día.
fault-repeats-over = El fin es anterior al primer día.
fault-repeats-times = Lo que se repite lo hace de 2 a { $most } veces. Déjelo vacío para que no tenga fin.
fault-repeats-ended = Su serie ha terminado: no viene nada después.
fault-repeats-made = A qué serie pertenece un registro no se puede indicar a mano.
evidence-kind-repeat = Creado por repetición
