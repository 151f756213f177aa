# Faults of a company's own set-up.

## setup
fault-setup-busy = Others change the set-up at this moment. Try again.
fault-setup-gone = “{ $field }” is no longer there, and its column has values. Retire it instead: retired = true
fault-setup-kind = “{ $field }” would become another kind of field, and its values would mean something else. Add another field, and retire this one.
fault-setup-unique = “{ $field }” cannot become unique afterwards: there may be doubles already. Say so when you add a field.
fault-setup-ends = “{ $object }” cannot become a link, stop being one or link other records afterwards. Add a kind of its own.
fault-setup-option = { $count ->
    [one] One record has the option “{ $option }” of “{ $field }”. Give it another one first.
   *[other] { $count } records have the option “{ $option }” of “{ $field }”. Give them another one first.
}
fault-setup-rule = The special rule “{ $reason }” rests on what would go. End the rule first.
fault-setup-path = A set-up has no file “{ $path }”. It has objects/, roles/ and findings/ with <name>.toml, and locales/en.ftl, es.ftl and ru.ftl.
fault-setup-large = The set-up is too large: at most { $files } files and { $kilobytes } kB together.
fault-setup-long = At most { $limit } characters.
fault-setup-twice = “{ $text }” is there already.
fault-setup-many = At most { $limit } options. For more, make a kind of record and refer to it.
