# Words inside formatted values.
value-yes = Sí
value-no = No
value-none = ninguno

period-week = semana del { $day }
period-quarter = T{ $quarter } { $year }

day-today = hoy
day-yesterday = ayer
day-tomorrow = mañana
ago-minutes = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
ago-hours = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
ago-days = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
}
ago-months = { $count ->
    [one] hace { $count } mes
   *[other] hace { $count } meses
}
ago-years = { $count ->
    [one] hace { $count } año
   *[other] hace { $count } años
}
ago-now = ahora mismo
in-days = { $count ->
    [one] en { $count } día
   *[other] en { $count } días
}
in-months = { $count ->
    [one] en { $count } mes
   *[other] en { $count } meses
}
in-years = { $count ->
    [one] en { $count } año
   *[other] en { $count } años
}
unit-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
unit-year = { $count }
unit-hours = { $count } h
unit-minutes = { $count } min
unit-seconds = { $count } s
unit-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
unit-pieces = { $count ->
    [one] { $count } unidad
   *[other] { $count } unidades
}
unit-points = { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}

# Short amounts at the heads of columns.
short-thousand = { $number } mil
short-million = { $number } M
short-milliard = { $number } mil M
unit-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kilobytes = { $size } KB
size-megabytes = { $size } MB
