# Cambios de otras personas en una página abierta.
live-changed = Aquí ha cambiado algo.
live-show = Mostrar
live-form = Mientras tanto, este registro ha cambiado. Al guardar verá las diferencias.
