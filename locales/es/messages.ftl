# Faults of input and errors, told to a person. A large feature keeps its own file beside this one: messages-import.ftl, messages-query.ftl…

## Reading what people type
reading-number = «{ $text }» no es un número.
reading-number-ambiguous = «{ $text }» puede leerse como dos números distintos. Escríbalo sin separador de millares.
reading-money = «{ $text }» no es un importe.
reading-money-fine = «{ $text }» tiene más decimales de los que admite la moneda.
reading-date = «{ $text }» no es una fecha. Escríbala así: 23/11/2026.
reading-date-ambiguous = «{ $text }» puede ser dos fechas distintas. Escriba primero el año, como 2026-11-23, o el mes con letras.
