# Faults of filters and expressions. Each is shown with its line and column.

## Expressions
query-arguments = “{ $name }” is given something else than it takes. Examples: name.contains("x"), deals.exists(d, d.amount > 100), days(opened_on, today), duration("72h").
query-bad-date = “{ $text }” is not a date. Write it like "2026-11-23".
query-bad-duration = “{ $text }” is not a length of time. Write it like "72h" or "1h30m".
query-bad-instant = “{ $text }” is not a moment. Write it like "2026-11-23T10:00:00Z", or a day like "2026-11-23".
query-choices = Several choices are not compared as a whole. Ask for one: "option" in field.
query-closing-bracket = This bracket closes nothing.
query-days = Days are counted between dates or moments, and here is { $kind ->
        [text] text
        [number] a number
        [money] money
        [date] a date
        [instant] a moment
        [duration] a length of time
        [boolean] yes or no
        [choice] a choice
        [choices] several choices
        [reference] a record
        [file] a file
        [null] nothing (null)
       *[other] { $kind }
    }.
query-derived = The field “{ $field }” is worked out by an expression that has a fault in the catalogue.
query-derived-depth = The field “{ $field }” is worked out from too many fields that are worked out themselves, or from itself.
query-escape = After a backslash in a text there is one of: \" \' \\ \n \r \t \u1234.
query-finer = { $number } is finer than this field keeps: { $digits } digits after the point.
query-function = There is no function “{ $name }”.
query-function-near = There is no function “{ $name }”. Do you mean “{ $near }”?
query-in = After “in” comes a list like ["Madrid", "Bilbao"], or a field with several choices.
query-no-figure = There is no such figure over { $kind ->
        [text] text
        [number] a number
        [money] money
        [date] a date
        [instant] a moment
        [duration] a length of time
        [boolean] yes or no
        [choice] a choice
        [choices] several choices
        [reference] a record
        [file] a file
        [null] nothing (null)
       *[other] { $kind }
    }.
query-no-order = Greater or less is not said of { $kind ->
        [text] text
        [number] a number
        [money] money
        [date] a date
        [instant] a moment
        [duration] a length of time
        [boolean] yes or no
        [choice] a choice
        [choices] several choices
        [reference] a record
        [file] a file
        [null] nothing (null)
       *[other] { $kind }
    }. Compare with == or in.
query-not-condition = Here is { $kind ->
        [text] text
        [number] a number
        [money] money
        [date] a date
        [instant] a moment
        [duration] a length of time
        [boolean] yes or no
        [choice] a choice
        [choices] several choices
        [reference] a record
        [file] a file
        [null] nothing (null)
       *[other] { $kind }
    }, and a condition is needed, one that is true or false. Compare it with something.
query-not-many = This goes over several related records. Name a relation, like “deals” of a company.
query-not-reference = “{ $name }” leads to no other record, so nothing can follow it after a point.
query-null = null is only for == and !=.
query-no-place = A list cannot be put in order by “{ $field }”: it holds files.
query-null-order = Nothing is greater or less than null. Ask with == null or != null.
query-number = This number cannot be kept exactly: it is too large or has too many digits.
query-open-bracket = This bracket is not closed.
query-open-text = This text is not closed on its line. Put it between two " or two '.
query-option = There is no option “{ $text }” here. There are: { $known }.
query-references = A record of “{ $left }” is never one of “{ $right }”.
query-syntax = The expression cannot be read from “{ $near }” on.
query-syntax-end = The expression ends too early.
query-to-many = “{ $name }” are several records. Ask with { $name }.exists(x, …), { $name }.all(x, …) or { $name }.size().
query-too-deep = The expression is nested too deeply: at most { $limit } levels.
query-too-fine = This figure would have { $digits } digits after the point: at most { $limit } can be worked with. Multiply fewer fine figures.
query-too-large = The expression has too many parts: at most { $limit }.
query-too-long = The expression is too long: at most { $limit } characters.
query-types = The two do not go together: { $left ->
        [text] text
        [number] a number
        [money] money
        [date] a date
        [instant] a moment
        [duration] a length of time
        [boolean] yes or no
        [choice] a choice
        [choices] several choices
        [reference] a record
        [file] a file
        [null] nothing (null)
       *[other] { $left }
    } and { $right ->
        [text] text
        [number] a number
        [money] money
        [date] a date
        [instant] a moment
        [duration] a length of time
        [boolean] yes or no
        [choice] a choice
        [choices] several choices
        [reference] a record
        [file] a file
        [null] nothing (null)
       *[other] { $right }
    }.
query-unknown = There is no field “{ $name }” in “{ $object }”.
query-unknown-near = There is no field “{ $name }” in “{ $object }”. Do you mean “{ $near }”?
query-unknown-segment = There is no segment “{ $name }”.
query-unsupported = “{ $what }” is not part of this language.
query-group = “{ $field }” cannot be grouped by.
query-unknown-measure = There is no figure “{ $name }”.
query-no-tree = “within” asks for records that are below each other: “{ $name }” leads to none such.
