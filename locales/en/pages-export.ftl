# A list taken out as a file.
action-export = Export
export-title = Export: { $records }
export-lead = The records of this list as a file. Only what you may take out goes into it.
export-rows = { $count ->
    [0] No record of this list may leave.
    [one] { $count } record leaves.
   *[other] { $count } records leave.
}
export-stay = { $count ->
    [one] { $count } record that you see stays here: you may not take it out.
   *[other] { $count } records that you see stay here: you may not take them out.
}
export-stay-more = More than { $count } records that you see stay here: you may not take them out.
export-beyond = At most { $count } records leave in one file. Narrow the list by a filter, or take it out in parts.
export-only = Only these:
export-search = Search: “{ $text }”
export-archived-only = Archived records only
export-archived-all = Archived records too
export-closed = You may not take out: { $fields }.
export-more-columns = More columns
export-id = ID
export-form = File
export-form-xlsx = Spreadsheet (xlsx): numbers and dates as such
export-form-csv = Plain text (csv)
export-noted = This export is noted in the evidence under your name, with its filter, columns and number of records.
export-currency = { $field }: currency
export-note = Exported from Candor by { $person } on { $day }, evidence no. { $number }
evidence-export-rows = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
evidence-export-end = { $rows } of { $of } records left
evidence-export-filter = Which records
evidence-export-columns = Columns
evidence-export-stay = Stayed here
evidence-kind-export_end = Ended an export otherwise than noted
