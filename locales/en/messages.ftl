# Faults of input and errors, told to a person. A large feature keeps its own file beside this one: messages-import.ftl, messages-query.ftl…

## Reading what people type
reading-number = “{ $text }” is not a number.
reading-number-ambiguous = “{ $text }” can be read as two numbers. Write it without separators between thousands.
reading-money = “{ $text }” is not an amount of money.
reading-money-fine = “{ $text }” has more digits after the point than the currency has.
reading-date = “{ $text }” is not a date. Write it like 2026-11-23.
reading-date-ambiguous = “{ $text }” can be two dates. Write the year first, like 2026-11-23, or the month as a word.
