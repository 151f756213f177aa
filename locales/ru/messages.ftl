# Faults of input and errors, told to a person. A large feature keeps its own file beside this one: messages-import.ftl, messages-query.ftl…

## Reading what people type
reading-number = «{ $text }» — не число.
reading-number-ambiguous = «{ $text }» можно прочесть двояко. Напишите число без разделителей разрядов.
reading-money = «{ $text }» — не денежная сумма.
reading-money-fine = В «{ $text }» больше знаков после запятой, чем есть у валюты.
reading-date = «{ $text }» — не дата. Напишите так: 23.11.2026.
reading-date-ambiguous = «{ $text }» может быть двумя датами. Напишите сначала год, например 2026-11-23, или месяц словом.
