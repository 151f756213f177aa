# What the import says about files, columns and cells.

## Files that cannot be read
intake-read-binary-workbook = This is a binary workbook (xlsb). Open it in your spreadsheet program and save it as xlsx.
intake-read-cell-too-long = A cell holds more than { $limit } characters. Shorten it, or check that a quotation mark is not left open.
intake-read-damaged = The file is damaged or is not what its name says. Open it in your spreadsheet program and save it anew.
intake-read-empty = The file is empty.
intake-read-password = The file is protected by a password. Save it without one.
intake-read-too-large = The file is larger than { $limit } MB. Split it.
intake-read-too-many-cells = The file has more than { $limit } filled cells. Split it.
intake-read-too-many-parts = The file has more than { $limit } parts. Save only the sheets you need in a new file.
intake-read-unknown = This is no spreadsheet that Candor knows. Save it as xlsx, ods, xls or csv.
intake-read-unpacks-too-large = Unpacked, the file is larger than its size allows (at most { $limit } MB). It was not opened.
intake-read-unreadable = The file cannot be opened: { $reason }

## Sheets that are set aside
intake-aside-dictionary = A description of the other files: used for units and meanings, not imported.
intake-aside-left-out = Left out in the plan.
intake-aside-no-rows = There is nothing below the header.
intake-aside-no-table = There is no table in it: no row of headers with rows below.
intake-aside-twin = The same table as in { $file }: imported once.
intake-aside-unknown = No column of this sheet is known. Say where its columns go, or leave it out.

## Decisions that are open, and runs
intake-doubt-several-meant = Several records are called “{ $title }”. Merge them or tell them apart, then import again.
intake-failed = The import stopped before its end. What it wrote can be taken back.
intake-failed-halfway = This import could not go on and stopped in the middle. What it wrote can be taken back; then import the files again.
intake-failed-with-program = The program ended before this import did, so it stopped in the middle. What it wrote can be taken back; then import the files again.
intake-file-gone = The file { $file } is no longer kept. Upload it again.
intake-open-reading = Say how the column “{ $header }” of { $file } is to be read.
intake-refused-names-nothing = The row does not name what it is about.

## Proofs of how a percentage is written
intake-proof-format = The cells are formatted as percentages, and quantity × price × (1 − discount) gives the amount in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}.
intake-proof-format-alone = The cells are formatted as percentages.
intake-proof-fraction = Quantity × price × (1 − discount) gives the amount in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}; read as points it does not.
intake-proof-points = Quantity × price × (1 − discount ÷ 100) gives the amount in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}; read as a fraction it does not.
intake-proof-sign = Each cell carries its percent sign, and quantity × price × (1 − discount) gives the amount in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}.
intake-proof-sign-alone = Each cell carries its percent sign.

## What is proposed
intake-propose-leave-amount-empty = The amount of these deals stays empty.
intake-propose-read-each-file-by-its-proof = Each file is read by its own proof; all become the same percentage.
intake-propose-same-spelling = Take it for “{ $meant }”.

## Flags
intake-flag-amount-does-not-add-up = { $count ->
    [one] In { $count } row
   *[other] In { $count } rows
} quantity × price − discount is not the amount.
intake-flag-blank = “{ $header }” is empty in { $count ->
    [one] { $count } row
   *[other] { $count } rows
}.
intake-flag-cell-does-not-fit = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
} of “{ $header }” cannot be read like the rest of the column.
intake-flag-columns-not-taken = { $count ->
    [one] One column is known to no field and is not taken: { $headers }.
   *[other] { $count } columns are known to no field and are not taken: { $headers }.
}
intake-flag-contradiction = { $count ->
    [one] { $count } row says
   *[other] { $count } rows say
} something else in “{ $field }” than an earlier row about the same record. The first stands.
intake-flag-currency-named = The files speak of { $currency }, the company’s currency is { $company }. Amounts are taken as { $currency }.
intake-flag-date-as-text = { $count ->
    [one] { $count } date
   *[other] { $count } dates
} of “{ $header }” are written as text.
intake-flag-date-order-unknown = Every date of “{ $header }” can be read day first or month first. Which is it?
intake-flag-far-from-the-rest = { $count ->
    [one] { $count } value
   *[other] { $count } values
} of “{ $header }” are more than a hundred times the usual. Is a decimal mark lost?
intake-flag-formula-error = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
} of “{ $header }” hold an error of a formula.
intake-flag-fraction-of-indivisible = “{ $header }” counts whole pieces, but { $count ->
    [one] { $count } cell has
   *[other] { $count } cells have
} a fraction.
intake-flag-kind-differs-between-files = “{ $header }” is not of the same kind in every file: { $files }.
intake-flag-near-spelling = “{ $written }” is probably “{ $meant }” ({ $count ->
    [one] { $count } row
   *[other] { $count } rows
}).
intake-flag-number-as-text = { $count ->
    [one] { $count } number
   *[other] { $count } numbers
} of “{ $header }” are written as text.
intake-flag-number-can-be-read-two-ways = { $count ->
    [one] { $count } number
   *[other] { $count } numbers
} of “{ $header }” can be thousands or decimals, like 1,234.
intake-flag-percent-mixed-with-fractions = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
} of “{ $header }” are formatted as percentages, the others are not.
intake-flag-percent-mixed-with-points = { $count ->
    [one] { $count } percentage
   *[other] { $count } percentages
} of “{ $header }” are above 100 %. Are they points among fractions?
intake-flag-percent-unit-differs-between-files = “{ $header }” is written in different units. Points: { $points }. Fraction: { $fraction }. Text with %: { $text }.
intake-flag-percent-unit-unknown = “{ $header }” holds only 0 and 1: does 1 mean 1 % or 100 %?
intake-flag-scaled-by-description = “{ $header }” is described as a multiple: each number is multiplied by { $scale }.
intake-flag-total-differs = The total says { $said }, the rows add up to { $sum }.
intake-flag-total-rows-set-apart = { $count ->
    [one] { $count } row of totals is
   *[other] { $count } rows of totals are
} set apart and not imported.
intake-flag-unknown-choice = “{ $written }” in “{ $header }” is none of the known choices; the field stays empty.
intake-flag-value-not-readable = “{ $header }”: { $count ->
    [one] { $count } value is
   *[other] { $count } values are
} not what the field holds. The rows come in without it; what was written is kept as a figure in doubt.
intake-flag-zero-in-lost-deals = “{ $header }” is 0 in { $count ->
    [one] { $count } lost deal
   *[other] { $count } lost deals
}: no price, and not to be averaged.

## Readings beside those of the pages
import-seen-date_ambiguous = Date in an unknown order
import-seen-percent_unknown = Percentage in an unknown unit
