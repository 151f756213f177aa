# Fallos de los avisos.
fault-quiet-hour = «{ $text }» no es una hora. Escríbala como 22:00.
fault-quiet-half = Indique las dos horas o deje ambas vacías.
fault-follow-many = Se pueden seguir como máximo { $most } registros.
