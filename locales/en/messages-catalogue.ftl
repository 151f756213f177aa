# Faults of catalogue files: what is wrong and how to mend it.

## catalogue
catalogue-syntax = This is not TOML: { $detail }
catalogue-folder = No part of the catalogue lives here. Put the file in objects/, roles/ or findings/, named <name>.toml.
catalogue-unknown-key = “{ $key }” is no key of { $place }. Use one of: { $known }
catalogue-missing-key = “{ $key }” is missing in { $place }. Add it.
catalogue-needs-one = { $place } needs exactly one of: { $keys }
catalogue-wrong-type = { $found ->
    [text] “{ $key }” is a text.
    [integer] “{ $key }” is a whole number.
    [fraction] “{ $key }” is a fraction.
    [boolean] “{ $key }” is true or false.
    [date] “{ $key }” is a date.
    [list] “{ $key }” is a list.
   *[table] “{ $key }” is a table.
} { $wanted ->
    [text] Write a text in quotes.
    [integer] Write a whole number.
    [boolean] Write true or false.
    [list] Write a list in [ ].
    [table] Write a table in {"{"} {"}"}.
   *[literal] Write a text in quotes, true, false or a whole number.
}
catalogue-unknown-word = “{ $word }” is no value of “{ $key }”. Use one of: { $known }
catalogue-unknown-name = { $what ->
    [object] There is no object “{ $name }”.
    [field] { $place } has no field “{ $name }”.
    [relation] { $place } has no relation “{ $name }”.
    [measure] { $place } has no measure “{ $name }”.
    [segment] { $place } has no segment “{ $name }”.
   *[role] There is no role “{ $name }”.
} Use one of: { $known }
catalogue-bad-name = “{ $name }” is no good name. Use lower-case English letters, digits and “_”, beginning with a letter.
catalogue-reserved = { $by ->
    [key] “{ $name }” is the key of every record.
    [every] Every object has “{ $name }” already.
    [stages] Every field with stages brings “{ $name }” along.
    [company] Names that begin with “x_”, such as “{ $name }”, are for the company itself.
   *[language] “{ $name }” is a word of the query language.
} Choose another name.
catalogue-twice = { $what ->
    [relation] “{ $name }” is already made by { $other }. Give one of the references its own “inverse”.
    [alias] “{ $name }” already leads to { $other }. Leave it with one of them.
    [field] “{ $name }” is already shown in { $other }. Show it in one section.
    [option] The option “{ $name }” is already in { $other }. Rename or remove one of them.
    [page] “{ $name }” stands twice in the menu. Leave it in one place.
   *[file] There is already a file for “{ $name }”: { $other }. Rename or remove one of them.
}
catalogue-not-for-kind = “{ $key }” means nothing for { $kind }. Remove it.
catalogue-wrong-kind = “{ $field }” is { $kind }. { $wanted ->
    [number] “{ $key }” needs a number or money.
    [ordered] “{ $key }” needs a number, money, a date or an instant.
    [dated] “{ $key }” needs a date or an instant.
    [group] “{ $key }” needs a person, a reference or a choice.
    [day] “{ $key }” needs a date.
    [length] “{ $key }” needs a duration, beside a moment.
    [choice] “{ $key }” needs a choice.
    [no-rollup] “{ $key }” needs a field that is no rollup itself.
   *[stored] “{ $key }” needs a field that is stored.
}
catalogue-wrong-unit = The unit “{ $unit }” is not what “{ $method }” yields here. Write: { $right }
catalogue-out-of-range = “{ $key }” is { $found }. Write a number from { $from } to { $to }.
catalogue-bad-default = “{ $value }” is no default for { $kind }. Write one such as: { $example }
catalogue-bad-title = The title “{ $title }” is broken. Write places as {"{"}field{"}"}, each with both braces.
catalogue-empty = “{ $key }” is empty. Give it something or remove it.
catalogue-retired = “{ $field }” of { $object } is retired. Restore it, or take it out here.
catalogue-own-name = “{ $name }” must begin with “x_”: so nothing of a later version of Candor has the same name.
catalogue-only-adds = “{ $key }” is Candor's own here. A set-up adds to it and changes nothing. Remove it.
catalogue-gone = { $what ->
    [stage] { $place } has no stage “{ $name }”.
    [section] The card of { $place } has no section “{ $name }”.
    [page] The menu has no page “{ $name }”.
   *[field] { $place } has no field “{ $name }”.
} Take it out here.
catalogue-stage-needed = The stage “{ $stage }” stays in use: new records begin there, or it is the last one with its outcome.
catalogue-second-tree = “{ $field }” is a second hierarchy beside “{ $other }”. Leave “hierarchy = true” with one of them.
catalogue-no-end = “{ $field }” makes no link. Name at least two required references in “ends”, none of them to a link.
catalogue-through-links = “{ $relation }” leads to links. Name a relation to records that have an owner.
